import type { Page } from '@playwright/test';
import { expect, test, watchForFaults } from './stage.ts';

/** A person of the checker: what they tap, and what they must be told. */
interface Asker {
  who: string;
  authority: string;
  /** A birthday to type, then taps: `question=value`, or `+box` to tick one. */
  born?: [string, string, string];
  taps: string[];
  categories: string[];
  has: string[];
  hasNot: string[];
  flags?: string[];
}

const askers: Asker[] = [
  {
    who: 'an unaccompanied 17-year-old in Manchester who does not know twice',
    authority: 'manchester',
    taps: ['age=16-17', 'care=now', 'time=unknown', 'learning=unknown', '+unaccompanied', 'use=ticked'],
    categories: ['eligible', 'looked_after_16_17'],
    has: ['help-if-you-came-alone', 'personal-adviser', 'bursary-16-to-19', 'immigration-help', 'advocate'],
    hasNot: ['care-to-learn', 'staying-put'],
    flags: ['no-means-tested-benefits', 'asylum-decision'],
  },
  {
    who: 'a 19-year-old former relevant student',
    authority: 'cheshire-east',
    born: ['7', '3', '2007'],
    taps: [
      'use=birthday',
      'care=before',
      'leaving=until18',
      'time=13-weeks',
      'learning=university',
      'about=none',
    ],
    categories: ['former_relevant_18_20'],
    has: ['higher-education-bursary', 'personal-adviser', 'staying-put', 'child-trust-fund'],
    hasNot: ['bursary-16-to-19', 'apprenticeship-bursary', 'independent-visitor', 'care-to-learn'],
  },
  {
    who: 'a 21-year-old coming back',
    authority: 'manchester',
    taps: [
      'age=21-24',
      'care=before',
      'leaving=until18',
      'time=13-weeks',
      'learning=wants_to_return',
      'about=none',
    ],
    categories: ['former_relevant_21_24'],
    has: ['personal-adviser', 'come-back-after-21', 'higher-education-bursary', 'homeless-21-and-over'],
    hasNot: ['staying-put', 'homeless-18-to-20', 'bursary-16-to-19'],
  },
  {
    who: 'someone under a special guardianship order',
    authority: 'warrington',
    taps: ['age=16-17', 'care=before', 'leaving=guardian', 'after16=no', 'learning=school', 'about=none'],
    categories: ['qualifying_sgo'],
    has: ['local-offer', 'make-a-complaint', 'see-your-records'],
    hasNot: ['personal-adviser', 'setting-up-home-allowance', 'independent-visitor'],
  },
  {
    who: 'one who left care at 15',
    authority: 'cheshire-east',
    taps: ['age=18-20', 'care=before', 'leaving=rest', 'after16=no', 'learning=none', 'about=none'],
    categories: ['care_experienced'],
    has: ['see-your-records', 'life-story', 'care-leaver-covenant'],
    hasNot: ['personal-adviser', 'staying-put', 'higher-education-bursary'],
  },
  {
    who: 'a disabled 16-year-old in foster care',
    authority: 'warrington',
    born: ['22', '11', '2010'],
    taps: ['use=birthday', 'care=now', 'time=13-weeks', 'learning=school', '+disabled', 'use=ticked'],
    categories: ['eligible'],
    has: ['personal-adviser', 'independent-visitor', 'bursary-16-to-19', 'independence-plan'],
    hasNot: ['staying-put', 'help-if-you-came-alone'],
    flags: ['no-means-tested-benefits', 'disability-money'],
  },
  {
    who: 'a 24-year-old parent',
    authority: 'manchester',
    taps: [
      'age=21-24',
      'care=before',
      'leaving=until18',
      'time=13-weeks',
      'learning=none',
      '+parent',
      'use=ticked',
    ],
    categories: ['former_relevant_21_24'],
    has: ['personal-adviser', 'housing-list-no-local-link', 'manchester-council-tax'],
    hasNot: ['care-to-learn', 'higher-education-bursary', 'homeless-18-to-20'],
  },
];

/** Goes through the questions. @returns how many taps that took. */
async function answer(page: Page, { born, taps }: Asker): Promise<number> {
  for (const [place, name] of ['day', 'month', 'year'].entries())
    if (born) await page.locator(`input[name="${name}"]`).fill(born[place] ?? '');
  for (const tap of taps) {
    if (tap.startsWith('+')) await page.locator(`input[name="about-${tap.slice(1)}"]`).check();
    else {
      const [name = '', value = ''] = tap.split('=');
      await page.locator(`button[name="${name}"][value="${value}"]`).click();
    }
  }
  return taps.length;
}

async function idsOf(page: Page, attribute: string): Promise<string[]> {
  const values = await page
    .locator(`[data-result] [data-${attribute}]`)
    .evaluateAll((found, name) => found.map((one) => (one as HTMLElement).dataset[name] ?? ''), attribute);
  return values.sort();
}

async function expectAnswer(page: Page, asker: Asker): Promise<void> {
  await expect(page.locator('[data-result] h1')).toBeVisible();
  expect(await idsOf(page, 'category')).toEqual([...asker.categories].sort());
  expect(await idsOf(page, 'flag')).toEqual([...(asker.flags ?? [])].sort());
  const entries = await idsOf(page, 'entry');
  expect(entries).toEqual(expect.arrayContaining(asker.has));
  expect(entries.filter((id) => asker.hasNot.includes(id))).toEqual([]);
  for (const entry of await page.locator('[data-result] [data-entry]').all()) {
    expect(await entry.locator('[data-why]:not([hidden]) li').count()).toBeGreaterThan(0);
  }
}

/** Whose council owes what, once somebody moved from Warrington to Manchester. */
async function expectMoved(page: Page): Promise<void> {
  const parts = page.locator('.councils details');
  await expect(parts).toHaveCount(4);
  const linked = (place: number, path: string) => parts.nth(place).locator(`a[href="${path}"]`);
  await expect(linked(0, '/warrington/en/offer/personal-adviser')).toHaveCount(1);
  await expect(linked(0, '/warrington/en/offer/driving-lessons')).toHaveCount(1);
  await expect(linked(1, '/manchester/en/offer/manchester-council-tax')).toHaveCount(1);
  await expect(linked(2, '/warrington/en/offer/council-tax')).toHaveCount(1);
  await expect(linked(3, '/warrington/en/offer/free-prescriptions')).toHaveCount(1);
}

async function move(page: Page): Promise<void> {
  await page.goto('/warrington/en/offer/moved');
  await page.locator('a[href$="/moved/to/manchester"]').click();
  await expectMoved(page);
}

test('eight people reach the right answer in at most eight taps; nothing they answer leaves the phone', async ({
  page,
}) => {
  for (const asker of askers) {
    await test.step(asker.who, async () => {
      await page.goto(`/${asker.authority}/en/offer/check`, { waitUntil: 'networkidle' });
      const sent: string[] = [];
      const note = (request: { url(): string }) => sent.push(request.url());
      page.on('request', note);
      expect(await answer(page, asker)).toBeLessThanOrEqual(8);
      await expectAnswer(page, asker);
      page.off('request', note);
      expect(sent).toEqual([]);
    });
  }
  await test.step('a care leaver who moved from Warrington to Manchester', () => move(page));
  expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({});
});

test('the same without a network', async ({ page, context, faults }) => {
  for (const authority of ['manchester', 'cheshire-east', 'warrington']) {
    await context.setOffline(false);
    await page.goto(`/${authority}/en`);
    await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
    await context.setOffline(true);
    for (const asker of askers.filter((one) => one.authority === authority)) {
      await page.goto(`/${authority}/en/offer/check`);
      await answer(page, asker);
      await expectAnswer(page, asker);
    }
    if (authority === 'warrington') await move(page);
  }
  const others = faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
  faults.splice(0, faults.length, ...others);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the same eight people', async ({ page }) => {
    for (const asker of askers) {
      await test.step(asker.who, async () => {
        await page.goto(`/${asker.authority}/en/offer/check`);
        await answer(page, asker);
        await expectAnswer(page, asker);
      });
    }
    await move(page);
  });

  test('back, a wrong birthday and changed answers lose nothing, and no address carries an answer', async ({
    page,
  }) => {
    const addresses: string[] = [];
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    await page.goto('/manchester/en/offer/check');
    await page.locator('input[name="day"]').fill('31');
    await page.locator('input[name="month"]').fill('2');
    await page.locator('input[name="year"]').fill('2008');
    await page.locator('button[value="birthday"]').click();
    await expect(page.locator('[data-fault="notADay"]')).toBeVisible();
    await expect(page.locator('input[name="day"]')).toHaveValue('31');
    await page.locator('input[name="day"]').fill('3');
    await page.locator('button[value="birthday"]').click();
    await page.locator('button[name="care"][value="before"]').click();
    await page.locator('button[name="back"]').click();
    await expect(page.locator('button[value="before"]')).toHaveAttribute('aria-pressed', 'true');
    await page.locator('button[name="care"][value="before"]').click();
    await page.locator('button[name="leaving"][value="until18"]').click();
    await page.locator('button[name="time"][value="13-weeks"]').click();
    await page.locator('button[name="learning"][value="none"]').click();
    await page.locator('button[name="about"][value="none"]').click();
    expect(await idsOf(page, 'category')).toEqual(['former_relevant_18_20']);
    await page.locator('.source summary').click();
    await page.locator('button[name="change"][value="time"]').click();
    await page.locator('button[name="time"][value="less"]').click();
    expect(await idsOf(page, 'category')).toEqual(['qualifying_other']);
    expect(new Set(addresses.map((address) => new URL(address).search))).toEqual(new Set(['']));
  });
});

test('going back keeps what was answered, and a list is kept only when asked for', async ({ page }) => {
  await page.goto('/manchester/ar/offer/check');
  await page.locator('button[name="age"][value="18-20"]').click();
  await page.locator('button[name="care"][value="before"]').click();
  await expect(page.locator('[data-question="leaving"]')).toBeVisible();
  await page.goBack();
  await expect(page.locator('button[name="care"][value="before"]')).toHaveAttribute('aria-pressed', 'true');
  await page.goForward();
  await page.locator('button[name="leaving"][value="until18"]').click();
  await page.locator('button[name="back"]').click();
  await expect(page.locator('button[name="leaving"][value="until18"]')).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.locator('button[name="leaving"][value="until18"]').click();
  await page.locator('button[name="time"][value="unknown"]').click();
  await page.locator('button[name="learning"][value="unknown"]').click();
  await page.locator('button[name="about"][value="unknown"]').click();
  const entries = await idsOf(page, 'entry');
  expect(entries.length).toBeGreaterThan(20);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');

  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.locator('[data-keep]').click();
  await expect(page.locator('[data-keeping]')).toBeVisible();
  await page.goto('/manchester/ar/offer/check');
  await page.locator('[data-open-kept]').click();
  expect(await idsOf(page, 'entry')).toEqual(entries);
  await page.locator('[data-forget]').click();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.reload();
  await expect(page.locator('[data-open-kept]')).toBeHidden();
});

test('a birthday tells the days on which things change, and stays where it is', async ({ page, context }) => {
  await page.goto('/warrington/en/offer/changes', { waitUntil: 'networkidle' });
  await page.locator('details.theme summary').nth(1).click();
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await page.locator('input[name="day"]').fill('29');
  await page.locator('input[name="month"]').fill('2');
  await page.locator('input[name="year"]').fill('2012');
  await page.locator('button[value="birthday"]').click();
  await expect(page.locator('[data-turns="18"]')).toContainText('1 March 2030');
  await page.locator('input[name="year"]').fill('2011');
  await page.locator('button[value="birthday"]').click();
  await expect(page.locator('[data-fault="notADay"]')).toBeVisible();
  expect(sent).toEqual([]);
  const plain = await context.browser()!.newContext({ javaScriptEnabled: false });
  const page2 = await plain.newPage();
  const faults = watchForFaults(page2);
  await page2.goto(`${new URL(page.url()).origin}/warrington/ar/offer/changes`);
  await expect(page2.locator('details.theme')).toHaveCount(4);
  await expect(page2.locator('form[data-birthday]')).toBeHidden();
  expect(faults).toEqual([]);
  await plain.close();
});

test('what is asked about something of the offer reaches the desk with it', async ({ page, theatre }) => {
  await page.goto('/manchester/en/offer/refused');
  await page.locator('a[href*="about=offer/"]').click();
  await expect(page.locator('#about')).toHaveValue('offer/make-a-complaint');
  await page.locator('#words').fill('They said no to my grant');
  await page.locator('[data-send]').click();
  await expect(page.locator('#page > [data-message]')).toHaveAttribute('data-state', 'received');
  const stored = await theatre.database.db
    .selectFrom('messages')
    .select('entitlement_id')
    .where('entitlement_id', 'is not', null)
    .execute();
  expect(stored).toEqual([{ entitlement_id: 'make-a-complaint' }]);
});
