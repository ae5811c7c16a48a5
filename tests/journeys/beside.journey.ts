import { sealedWith, sendAll } from '../support/phone-pieces.ts';
import { aDrawing, aRecording, png } from '../support/recordings.ts';
import { expect, test } from './stage.ts';

test('the duty team sees a drawing and hears a recording, from the middle too', async ({
  page,
  context,
  theatre,
}) => {
  const sealed = await sealedWith(theatre.database.db, {
    helped: true,
    pictures: ['home'],
    attachments: [aRecording(60), aDrawing(png(40))],
  });
  expect((await sendAll(theatre.server.origin, sealed)).status).toBe(201);
  await theatre.signIn(context, 'safeguarding-duty');
  await page.goto(`/manchester/desk/screening/${sealed.message.messageId}`);
  await expect(page.getByText('Someone is helping them.')).toBeVisible();
  const drawing = page.getByAltText('What they drew');
  await expect.poll(() => drawing.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
  const audio = page.locator('audio');
  const heard = await audio.evaluate(async (player: HTMLAudioElement) => {
    const next = (name: string) =>
      new Promise((resolve) => player.addEventListener(name, resolve, { once: true }));
    player.load();
    const metadata = next('loadedmetadata');
    player.preload = 'auto';
    await metadata;
    const sought = next('seeked');
    player.currentTime = 45;
    await sought;
    return { seconds: Math.round(player.duration), at: Math.round(player.currentTime) };
  });
  expect(heard).toEqual({ seconds: 60, at: 45 });
});
