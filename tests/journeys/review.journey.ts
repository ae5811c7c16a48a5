import type { Locator, Page } from '@playwright/test';
import { toDay } from '../../src/lib/platform/clock.ts';
import { audiences } from '../../src/lib/reviews/audience.ts';
import { audienceRecord, decidedRecord, ownRecord } from '../../src/lib/reviews/sealed-views.ts';
import { shredDue } from '../../src/lib/reviews/shred-review.server.ts';
import { tryForAuthority } from '../../src/lib/sealing/records.server.ts';
import { withoutBackgroundSync } from '../support/no-background-sync.ts';
import { testRing } from '../support/ring.ts';
import { deskOf, follow, press } from './desk-of.ts';
import { untilKept } from './own-phone.ts';
import { PAPER, print } from './pdf.ts';
import { expect, test, type Theatre } from './stage.ts';

const AR = '/manchester/ar';
const DAY = 86_400_000;
const REFERENCE = 'MX-7701';

/** What she says: two of these not to her carers. */
const said = {
  good: 'أحب كرة القدم في الحديقة',
  worries: 'لا أستطيع النوم في الليل',
  home: 'أريد أن أختار طعامي بنفسي',
  family: 'أريد أن أرى أخي كل أسبوع',
};
const NOT_CARERS = ['worries', 'home'] as const;
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

/** Opens what a field is folded away in. */
const open = (one: Locator) =>
  one.evaluate((element) => {
    for (let at = element.closest('details'); at; at = at.parentElement?.closest('details') ?? null)
      at.open = true;
  });

/** Opens what was decided with her receipt, as anybody with one does. */
async function openAfter(page: Page, receipt: string): Promise<void> {
  await page.goto(`${AR}/review/after`);
  await page.locator('#receipt').fill(receipt);
  await page.locator('form[data-receipt-form] button').click();
}

/** Everything sealed of a review and its views, and the ids of the keys that open it. */
async function sealedOf({ database: { db } }: Theatre, reviewId: string) {
  const views = await db.selectFrom('views').select('views_id').where('review_id', '=', reviewId).execute();
  const ids = views.map(({ views_id }) => views_id);
  const answers = await db
    .selectFrom('views_answers')
    .select('sealed')
    .where('views_id', 'in', [...ids, ''])
    .execute();
  const record = await db
    .selectFrom('review_records')
    .select('sealed')
    .where('review_id', '=', reviewId)
    .execute();
  const actions = await db
    .selectFrom('review_actions')
    .select('sealed')
    .where('review_id', '=', reviewId)
    .execute();
  const keys = ids.flatMap((id) => [ownRecord(id), ...audiences.map((one) => audienceRecord(id, one))]);
  return { sealed: [...answers, ...record, ...actions], keys: [...keys, decidedRecord(reviewId)] };
}

test('a review, before and after: prepared in Arabic with no network, held, written up, and the next begins with it', async ({
  page,
  context,
  browser,
  theatre,
  faults,
}) => {
  test.setTimeout(240_000);
  const today = toDay(new Date());
  const officer = await deskOf(browser, theatre, 'reviewing-officer');
  const advocate = await deskOf(browser, theatre, 'advocate');
  let review = '';
  let code = '';
  let receipt = '';

  await test.step('her IRO adds her reviews by a reference, plans the day and gives her a code', async () => {
    const at = officer.page;
    await at.goto('/manchester/desk/reviews/add');
    await at.locator('[name="reference"]').fill(REFERENCE);
    await at.locator('[name="kind"][value="looked_after"]').check();
    await at.locator('[name="startedOn"]').fill('2026-01-05');
    await at.locator('[name="held"]').fill('2026-01-30\n2026-04-29');
    await at.locator('[name="workerId"]').selectOption({ index: 1 });
    await press(at, 'Add them');
    await expect(at.getByRole('heading', { level: 1, name: REFERENCE })).toBeVisible();
    review = at.url().replace(/\?.*/, '');
    await at.goto(`${review}/date`);
    await at.locator('[name="plannedOn"]').fill(toDay(new Date(Date.now() + DAY)));
    await at.locator('[name="plannedAt"]').fill('16:30');
    await press(at, 'Set this day');
    await at.goto(`${review}/codes`);
    await press(at, 'Make a code');
    code = await at.locator('[data-code]').innerText();
  });
  const reviewId = review.split('/').at(-1)!;

  await test.step('with no network, in Arabic: what she says, two answers kept from her carers, seen as each sees it', async () => {
    await withoutBackgroundSync(context);
    await untilKept(page, AR);
    await context.setOffline(true);
    await page.goto(`${AR}/review/8-12`);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await field(page, 'for').selectOption('everyone');
    for (const [question, words] of Object.entries(said)) {
      await open(field(page, `q.${question}.words`));
      await field(page, `q.${question}.words`).fill(words);
    }
    for (const question of NOT_CARERS) await field(page, `for.${question}`).selectOption('not-carers');
    for (const [question, option] of [
      ['come', 'all'],
      ['chair', 'together'],
    ]) {
      const choice = page.locator(`[name="q.${question}.choice"][value="${option}"]`);
      await open(choice);
      await page.locator('label').filter({ has: choice }).click();
    }
    await page.locator('[data-review-look]').click();
    const carers = page.locator('[data-preview-reader="carers"] [data-preview-sees]');
    await expect(carers).toContainText(said.good);
    for (const question of NOT_CARERS) await expect(carers).not.toContainText(said[question]);
    await field(page, 'code').fill(code);
    await page.locator('[data-send]').click();
    const panel = page.locator('#page > [data-message]');
    await expect(panel).toHaveAttribute('data-state', 'saved');
    receipt = (await page.locator('[data-receipt="words"] li').allInnerTexts()).join(' ');
    await context.setOffline(false);
    await expect(panel).toHaveAttribute('data-state', 'received', { timeout: 30_000 });
  });

  await test.step('her IRO chairs from the agenda; what her carers get on paper shows neither answer', async () => {
    const at = officer.page;
    await at.goto(`${review}/agenda/officer`);
    for (const words of Object.values(said)) await expect(at.locator('main')).toContainText(words);
    await at.goto(`${review}/agenda/carers`);
    await press(at, 'Print it');
    const paper = at.locator('[data-agenda-paper]');
    await expect(paper).toContainText(said.good);
    const html = await at.content();
    for (const question of NOT_CARERS) expect(html).not.toContain(said[question]);
    const sheets = await print(at);
    expect(sheets.wide).toBeLessThanOrEqual(PAPER.width);
    expect(await at.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  await test.step('it was held: the record, in plain words, with two actions; and PN1 is confirmed', async () => {
    const at = officer.page;
    await at.goto(`${review}/held`);
    await field(at, 'heldOn').fill(today);
    await field(at, 'came').and(at.locator('[value="all"]')).check();
    await field(at, 'conveyed').and(at.locator('[value="spoke"]')).check();
    await field(at, 'age').and(at.locator('[value="older"]')).check();
    await press(at, 'It was held');
    await at.goto(`${review}/participation`);
    await expect(at.locator('[data-code-suggested]')).toHaveAttribute('data-code-suggested', 'PN1');
    await field(at, 'code').and(at.locator('[value="PN1"]')).check();
    await press(at, 'Confirm the code');
    await expect(at.getByText('PN1 is confirmed.')).toBeVisible();

    await at.goto(`${review}/record`);
    await field(at, 'text').fill('You will see your brother each week. You can choose your own food.');
    for (const [row, what] of ['Plan a visit with your brother', 'Buy food with you'].entries()) {
      const fields = at.locator(`[data-record-row="${row}"]`);
      await fields.getByLabel('What will be done').fill(what);
      await fields.getByLabel('Who does it').fill('Your worker');
      await fields.getByLabel('By when').fill(toDay(new Date(Date.now() + (row + 1) * 7 * DAY)));
      await press(at, 'Keep, and add another');
    }
    await at.goto(`${review}/record/send`);
    await field(at, 'end').fill(REFERENCE.slice(-4));
    await press(at, 'Send it to them');
    await expect(at.locator('[data-record-sent]')).toBeVisible();
  });

  await test.step('she reads it on her phone, and says that one action did not happen', async () => {
    await openAfter(page, receipt);
    await expect(page.locator('[data-after-decided]')).toContainText('see your brother each week');
    const action = page.locator('[data-after-action]', { hasText: 'Plan a visit' });
    await action.locator('button[value="not"]').click();
    await expect(page.locator('[data-after-action="not"]')).toContainText('Plan a visit');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  await test.step('her IRO and an advocate see it, and the next review starts with it', async () => {
    for (const { page: at } of [officer, advocate]) {
      await at.goto('/manchester/desk/not-happened');
      await at.locator('main a', { hasText: REFERENCE }).first().click();
      await expect(at.locator('main')).toContainText('Plan a visit with your brother');
    }
    const at = officer.page;
    await at.goto(review);
    await follow(at, 'Number 4');
    await follow(at, 'For you, all of it');
    const carried = at.locator('[data-agenda-part="carried"]');
    await expect(carried).toContainText('Plan a visit with your brother');
    await expect(carried).toContainText('They say it did not happen');
    await expect(carried).not.toContainText('Buy food');
  });

  await test.step('after thirty days nothing of it can be opened, and the next review still starts with it', async () => {
    const { db } = theatre.database;
    const before = await sealedOf(theatre, reviewId);
    expect(before.sealed.length).toBeGreaterThan(Object.keys(said).length);
    await db
      .updateTable('reviews')
      .set({ held_on: toDay(new Date(Date.now() - 31 * DAY)) })
      .where('review_id', '=', reviewId)
      .execute();
    const stage = { db, ring: testRing, clock: () => new Date() };
    expect(await shredDue(stage)).toBeGreaterThan(0);
    for (const recordId of before.keys)
      await expect(tryForAuthority(db, testRing, 'manchester', recordId)).rejects.toThrow('not-found');
    expect((await sealedOf(theatre, reviewId)).sealed).toEqual([]);
    await openAfter(page, receipt);
    await expect(page.locator('[data-on="wrong"]')).toBeVisible();
    await officer.page.reload();
    const carried = officer.page.locator('[data-agenda-part="carried"]');
    await expect(carried).toContainText('Plan a visit with your brother');
    await expect(carried).toContainText('Buy food with you');
  });

  for (const desk of [officer, advocate]) {
    expect(desk.faults).toEqual([]);
    await desk.page.context().close();
  }
  const kept = faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|400/.test(fault));
  faults.splice(0, faults.length, ...kept);
});
