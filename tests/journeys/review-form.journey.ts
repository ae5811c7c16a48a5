import type { Page } from '@playwright/test';
import { findEveryone } from '../../src/lib/identity/people.queries.server.ts';
import { giveReviewCode } from '../../src/lib/reviews/review-codes.server.ts';
import { withoutBackgroundSync } from '../support/no-background-sync.ts';
import { aReview } from '../support/reviews.ts';
import { testRing } from '../support/ring.ts';
import { untilKept } from './own-phone.ts';
import { expect, test, type Theatre } from './stage.ts';

const FORM = '/manchester/ar/review/8-12';
const clock = () => new Date();

const panel = (page: Page) => page.locator('#page > [data-message]');
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const seenBy = (page: Page, reader: string) =>
  page.locator(`[data-preview-reader="${reader}"] [data-preview-sees] [data-preview-text]`);

/** Codes for a review of somebody's: each newer one ends the one before. */
async function codesFor({ database: { db } }: Theatre) {
  const everyone = await findEveryone(db, 'manchester');
  const is = (role: string) => everyone.find(({ roles }) => roles.some((one) => one === role))!;
  const officer = is('reviewing-officer');
  const staff = { 'reviewing-officer': officer, worker: is('worker') } as never;
  const review = await aReview({ db, authorityId: 'manchester', staff, clock });
  const give = async () =>
    (await giveReviewCode({ db, ring: testRing, clock }, officer, review.reviewId)).code;
  const answers = () =>
    db
      .selectFrom('views')
      .innerJoin('views_answers', (join) =>
        join
          .onRef('views.authority_id', '=', 'views_answers.authority_id')
          .onRef('views.views_id', '=', 'views_answers.views_id'),
      )
      .where('views.review_id', '=', review.reviewId)
      .select(['views.lang', 'views.age', 'views_answers.audience'])
      .orderBy('place')
      .execute();
  return { give, answers };
}

/** What Chromium says of a network that was cut, or of an answer that says no, is not a fault of ours. */
const forgetNoNetwork = (faults: string[]): void => {
  const kept = faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|422/.test(fault));
  faults.splice(0, faults.length, ...kept);
};

test('prepared with the network cut, kept, in other words, seen as each will see it, and sent when there is one', async ({
  page,
  context,
  theatre,
  faults,
}) => {
  const { give, answers } = await codesFor(theatre);
  const posted: string[] = [];
  page.on('request', (request) => posted.push(request.postData() ?? ''));
  await withoutBackgroundSync(context);
  await untilKept(page, '/manchester/ar');
  await context.setOffline(true);
  await page.goto(FORM);
  await expect(page.locator('form[data-review]')).toBeVisible();
  await field(page, 'for').selectOption('everyone');
  await field(page, 'q.good.words').fill('canary: كرة القدم');
  await field(page, 'q.worries.words').fill('canary: أسهر');
  await field(page, 'for.worries').selectOption('not-carers');
  const pad = page.locator('[data-review-part="good"] details[data-part="drawing"]');
  await pad.locator('summary').click();
  await pad.locator('canvas').click({ position: { x: 40, y: 40 } });
  await expect(pad).toHaveAttribute('data-part-full');

  await page.locator('[data-review-look]').click();
  await expect(seenBy(page, 'officer')).toHaveCount(3);
  await expect(seenBy(page, 'carers')).toHaveCount(2);
  await expect(seenBy(page, 'carers').filter({ hasText: 'أسهر' })).toHaveCount(0);
  await expect(page.locator('[data-preview-reader="carers"] [data-preview-not] li')).toHaveCount(1);
  await field(page, 'for.worries').selectOption('officer');
  await expect(seenBy(page, 'parents')).toHaveCount(2);

  // In other words, what was written goes along: the drawing too, which is offered nowhere else.
  await page.locator('.rv-other-words summary').click();
  await page.locator('.rv-other-words a[href$="/13-17"]').click();
  await expect(field(page, 'q.good.words')).toHaveValue('canary: كرة القدم');
  await expect(field(page, 'for.worries')).toHaveValue('officer');
  await expect(pad).toHaveAttribute('data-part-full');
  await page.goto('/manchester/ar/say');
  await expect(page.locator('[data-found-draft]')).toBeHidden();
  await page.goto(FORM);
  await page.locator('[data-draft-go-on]').click();
  await expect(field(page, 'q.worries.words')).toHaveValue('canary: أسهر');

  await page.locator('[data-send]').click();
  await expect(field(page, 'code')).toBeFocused();
  await expect(field(page, 'code')).toHaveAttribute('aria-invalid', 'true');
  await field(page, 'code').fill(await give());
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'saved', { timeout: 15_000 });
  await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
  expect(await answers()).toEqual([]);
  await context.setOffline(false);
  await expect(panel(page)).toHaveAttribute('data-state', 'received', { timeout: 20_000 });
  const is = (audience: string) => ({ lang: 'ar', age: '8-12', audience });
  expect(await answers()).toEqual([is('everyone'), is('everyone'), is('officer')]);
  expect(posted.join('\n')).not.toContain('canary');
  expect(theatre.server.log()).not.toContain('canary');
  forgetNoNetwork(faults);
});

test('a code that was used keeps everything, and another one sends it', async ({ page, theatre, faults }) => {
  const { give, answers } = await codesFor(theatre);
  const used = await give();
  for (const words of ['first', 'second']) {
    await page.goto(FORM);
    await field(page, 'q.good.words').fill(words);
    await field(page, 'code').fill(used);
    await page.locator('[data-send]').click();
    await expect(panel(page)).toHaveAttribute('data-state', words === 'first' ? 'received' : 'refused');
  }
  await expect(panel(page).locator('[data-held-for="code-used"]')).toBeVisible();
  // Not where messages are said.
  await page.goto('/manchester/ar/say');
  await expect(page.locator('[data-outbox]')).toBeHidden();
  await page.goto(FORM);
  const row = page.locator('[data-messages] [data-message][data-state="refused"]');
  await row.locator('[data-do="change"]').click();
  await expect(field(page, 'q.good.words')).toHaveValue('second');
  await expect(field(page, 'code')).toHaveValue(used);
  await field(page, 'code').fill(await give());
  await page.locator('[data-send]').click();
  await expect(panel(page)).toHaveAttribute('data-state', 'received');
  expect(await answers()).toHaveLength(2);
  forgetNoNetwork(faults);
});
