import type { BrowserContext, Page } from '@playwright/test';
import { publishAnswer } from '../../src/lib/change/decide.server.ts';
import { openDecision } from '../../src/lib/change/open-decision.server.ts';
import { findEveryone } from '../../src/lib/identity/people.queries.server.ts';
import type { Role } from '../../src/lib/identity/roles.ts';
import { draftPoint, releasePoint } from '../../src/lib/moderation/release.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { testRing } from '../support/ring.ts';
import { deskOf, passOnAt } from './desk-of.ts';
import { firstPage, ownPhone, untilKept } from './own-phone.ts';
import { expect, test, type Theatre } from './stage.ts';

const SAY = '/manchester/ti/say';
const HOUR = 3_600_000;

const wordsOf = async (page: Page) =>
  (await page.locator('[data-receipt="words"] li').allInnerTexts()).join(' ');

/** What the desk does once the recording has been heard and passed on: a point, a decision, an answer. */
async function answerIt({ database }: Theatre): Promise<string> {
  const context = {
    db: database.db,
    ring: testRing,
    auditKey: testRing.secret('audit'),
    clock: () => new Date(),
  };
  const everyone = await findEveryone(database.db, 'manchester');
  const whoIs = (role: Role) => everyone.find((one) => one.roles.includes(role))!.personId;
  const { message_id: id } = await database.db
    .selectFrom('messages')
    .select('message_id')
    .where('stage', '=', 'awaiting-moderation')
    .executeTakeFirstOrThrow();
  const point = {
    text: 'Young people want to be asked before a move.',
    themeId: 'respect',
    commitmentIds: [],
  };
  const worker = whoIs('participation-worker');
  const pointId = await draftPoint(context, worker, 'manchester', [id], point);
  // Two do it; another journey of this theatre may have invited a third.
  const council = everyone.filter((one) => one.roles.includes('council-member')).slice(0, 2);
  for (const { personId } of council) await releasePoint(context, personId, 'manchester', pointId, 1);
  const owner = whoIs('decision-owner');
  const opened = {
    ownerId: owner,
    ownerRole: 'Head of placements',
    dueOn: '2099-01-01',
    said: { en: 'You said: ask us first.' },
  };
  const decisionId = await openDecision(context, worker, 'manchester', [pointId], opened);
  await tellSenders(context, 'manchester');
  await publishAnswer(context, owner, 'manchester', decisionId, 1, {
    state: 'we-did',
    answer: { en: { said: 'You said: ask us first.', answer: 'We ask before every move now.' } },
  });
  await tellSenders(context, 'manchester');
  return decisionId;
}

/** Saves the card as a picture and passes the gate, which asks for one of the words. */
async function keepTheCard(page: Page, receipt: string): Promise<void> {
  const picture = page.waitForEvent('download');
  await page.locator('[data-card-do="save"]').click();
  expect((await picture).suggestedFilename()).toMatch(/^[a-z]+\.png$/);
  await page.locator('[data-card-go="type"]').first().click();
  const gate = page.locator('[data-card-gate]');
  const place = Number((await gate.locator('label').innerText()).match(/\d/)?.[0]);
  await gate.locator('input').fill(receipt.split(' ')[place - 1]!);
  await gate.locator('form button').first().click();
  await expect(page.locator('[data-keep-card]')).toBeHidden();
}

test('recorded with no network, sent an hour later, and answered: on one phone and on another', async ({
  theatre,
  browser,
}) => {
  const phone = ownPhone(theatre.server.origin);
  await theatre.emptyDesk();
  let receipt = '';
  let decisionId = '';
  let open: BrowserContext | null = null;
  try {
    await test.step('in plane mode, in Tigrinya: a recording, kept on the phone', async () => {
      open = await phone.open();
      const page = await firstPage(open);
      await untilKept(page, SAY);
      await open.setOffline(true);
      await page.goto(SAY);
      await expect(page.locator('html')).toHaveAttribute('lang', 'ti');
      await page.locator('details[data-part="voice"] summary').click();
      await page.locator('[data-rec="start"]').click();
      await expect(page.locator('[data-rec-clock]')).toHaveText(/0:03/);
      await page.locator('[data-rec="stop"]').click();
      await expect(page.locator('[data-rec="listen"]')).toBeVisible();
      await page.locator('[data-send]').click();
      await expect(page.locator('[data-message]')).toHaveAttribute('data-state', 'saved');
      // With the month's own name: the names come with the form, which is gone by now.
      await expect(page.locator('[data-time="saved"]')).toHaveText(/\p{L}/u);
      await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
      await open.close();
    });

    await test.step('an hour later, with a network: received, and the receipt kept as a card', async () => {
      open = await phone.open();
      const page = await firstPage(open);
      await page.clock.install({ time: Date.now() + HOUR });
      await page.goto(SAY);
      const message = page.locator('[data-message]:visible');
      await expect(message).toHaveAttribute('data-state', 'received', { timeout: 20_000 });
      await expect(message).toContainText(/\d/);
      await page.locator('[data-do="receipt"]:visible').click();
      await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
      receipt = await wordsOf(page);
      expect(page.url()).toBe(`${theatre.server.origin}${SAY}`);
      expect(await page.title()).not.toContain(receipt.split(' ')[0]);
      await keepTheCard(page, receipt);
      await open.close();
    });

    await test.step('the duty team hears it and passes it on; the council answers', async () => {
      const duty = await deskOf(browser, theatre, 'safeguarding-duty');
      await duty.page.goto('/manchester/desk/screening');
      await duty.page.locator('.queue a').first().click();
      const audio = duty.page.locator('audio');
      await audio.evaluate((player: HTMLAudioElement) => {
        player.preload = 'auto';
        player.load();
      });
      await expect
        .poll(() => audio.evaluate((player: HTMLAudioElement) => player.readyState))
        .toBeGreaterThan(0);
      await passOnAt(duty.page);
      await expect(duty.page.getByText('Nothing waits. Well done.')).toBeVisible();
      expect(duty.faults).toEqual([]);
      await duty.page.context().close();
      decisionId = await answerIt(theatre);
    });

    await test.step('on another phone, with the receipt: reads the answer, and says it was not right', async () => {
      const other = await browser.newContext({
        baseURL: theatre.server.origin,
        viewport: { width: 360, height: 760 },
      });
      const page = await other.newPage();
      await page.goto('/manchester/ti/say/receipt');
      await page.locator('#receipt').fill(receipt);
      await page.locator('form[action$="/say/receipt"] button').click();
      await expect(page.locator('[data-stage="answered"]')).toBeVisible();
      await expect(page.getByText('We ask before every move now.')).toBeVisible();
      await page.locator('button[name="answer"][value="no"]').click();
      await expect(page.locator('.panel.good')).toBeVisible();
      await other.close();
      const answers = await theatre.database.db
        .selectFrom('check_backs')
        .select('answer')
        .where('decision_id', '=', decisionId)
        .execute();
      expect(answers).toEqual([{ answer: 'no' }]);
    });
  } finally {
    await (open as BrowserContext | null)?.close().catch(() => undefined);
    phone.end();
  }
});
