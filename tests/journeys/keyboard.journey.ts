import { Keyboard } from './keystrokes.ts';
import { prepareMessages } from './prepared-set.ts';
import { expect, test } from './stage.ts';

const MOST = 6;

test('forty messages are screened with the keyboard alone, in six keystrokes a message or fewer', async ({
  page,
  context,
  theatre,
}) => {
  await theatre.emptyDesk();
  const ids = await prepareMessages(theatre, 40);
  await theatre.signIn(context, 'safeguarding-duty');
  await page.goto('/manchester/desk/screening');
  await expect(page.locator('html[data-keys="on"]')).toBeAttached();
  const keyboard = new Keyboard(page);

  await keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys on this page' });
  await expect(keys).toContainText('Read the next message');
  await keyboard.press('p');
  await keyboard.press('Escape');
  await expect(keys).toBeHidden();
  // The list has a way of its own: down, down, up, open.
  for (const key of ['j', 'j', 'k']) await keyboard.press(key);
  await keyboard.go('Enter');
  await expect(page.getByRole('heading', { name: 'One message' })).toBeVisible();
  await keyboard.go('b');

  await keyboard.go('n');
  for (let left = ids.length; left > 0; left -= 1) {
    await expect(page.getByRole('button', { name: 'Pass on to moderation' })).toBeVisible();
    await keyboard.go('p');
  }
  await expect(page.getByText('Nothing waits. Well done.')).toBeVisible();
  const still = await theatre.database.db
    .selectFrom('messages')
    .select('message_id')
    .where('message_id', 'in', ids)
    .where('stage', '!=', 'awaiting-moderation')
    .execute();
  expect(still).toEqual([]);
  const each = keyboard.strokes / ids.length;
  process.stdout.write(`Screening by keyboard: ${each.toFixed(2)} keystrokes a message.\n`);
  expect(each).toBeLessThanOrEqual(MOST);
});

test('forty messages become points with the keyboard alone, in six keystrokes a message or fewer', async ({
  page,
  context,
  theatre,
}) => {
  test.setTimeout(240_000);
  await theatre.emptyDesk();
  const ids = await prepareMessages(theatre, 40, true);
  await theatre.signIn(context, 'participation-worker');
  await page.goto('/manchester/desk/moderation');
  await expect(page.locator('html[data-keys="on"]')).toBeAttached();
  const keyboard = new Keyboard(page);
  await keyboard.go('n');
  for (let left = ids.length; left > 0; left -= 1) {
    await expect(page.getByRole('button', { name: 'Send for second release' })).toBeVisible();
    await keyboard.go('r');
    await expect(page.getByLabel('The point, in plain words')).not.toHaveValue('');
    await keyboard.press('1');
    await expect(page.getByLabel('Theme')).not.toHaveValue('');
    await keyboard.go('s');
  }
  await expect(page.getByText('Nothing waits. Well done.')).toBeVisible();
  const still = await theatre.database.db
    .selectFrom('messages')
    .select('message_id')
    .where('message_id', 'in', ids)
    .where('stage', '!=', 'drafted')
    .execute();
  expect(still).toEqual([]);
  const each = keyboard.strokes / ids.length;
  process.stdout.write(`Moderation by keyboard: ${each.toFixed(2)} keystrokes a message.\n`);
  expect(each).toBeLessThanOrEqual(MOST);
});

test('keys stay out of the way of typing, and can be turned off', async ({ page, context, theatre }) => {
  await theatre.emptyDesk();
  const [id] = await prepareMessages(theatre, 1);
  await theatre.signIn(context, 'safeguarding-duty');
  const here = `/manchester/desk/screening/${id}`;
  const ready = () => expect(page.locator('html[data-keys="on"]')).toBeAttached();
  await page.goto(here);
  await ready();
  await page.keyboard.press('Control+p');
  await page.keyboard.press('Shift+P');
  await expect(page.getByRole('heading', { name: 'One message' })).toBeVisible();
  await page.keyboard.press('h');
  await expect(page.getByRole('heading', { name: 'Hold this message' })).toBeVisible();
  await ready();
  const what = page.getByRole('textbox').first();
  await what.focus();
  await page.keyboard.type('b? happy njk');
  await expect(what).toHaveValue('b? happy njk');
  await page.keyboard.press('Escape');
  await expect(what).not.toBeFocused();

  await page.goto(here);
  await ready();
  await page.keyboard.press('?');
  await page.getByLabel('Single keys are on').uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await ready();
  await page.keyboard.press('p');
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(new URL(page.url()).pathname).toBe(here);
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByLabel('Single keys are on').check();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('b');
  await expect(page.getByRole('heading', { name: 'Screening' })).toBeVisible();
});

test('an open queue shows what comes, without moving whoever works in it', async ({
  page,
  context,
  theatre,
}) => {
  await theatre.emptyDesk();
  await prepareMessages(theatre, 12);
  await theatre.signIn(context, 'safeguarding-duty');
  await page.goto('/manchester/desk/screening');
  await expect(page.locator('html[data-keys="on"]')).toBeAttached();
  const rows = page.locator('.queue[data-queue] > li > a');
  await expect(rows).toHaveCount(12);
  await rows.nth(8).focus();
  const href = await rows.nth(8).getAttribute('href');
  const top = async () => Math.round((await page.locator(`a[href="${href}"]`).boundingBox())!.y);
  const before = await top();

  const young = await context
    .browser()!
    .newContext({ baseURL: theatre.server.origin, javaScriptEnabled: false });
  const phone = await young.newPage();
  await phone.goto('/manchester/en/say');
  await phone.locator('textarea[name="words"]').fill('i am scared to go home, he hits me');
  await phone.locator('form button.button').last().click();
  await young.close();

  await expect(rows).toHaveCount(13);
  await expect(page.getByRole('heading', { name: 'Waiting (13)' })).toBeAttached();
  await expect(rows.first()).toContainText('Sounds like danger');
  await expect(page.locator(`a[href="${href}"]`)).toBeFocused();
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
});
