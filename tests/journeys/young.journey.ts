import { expect, test } from './stage.ts';

/** Young people's pages have one script; where something is written, looked for, typed or read aloud, one more. */
const scripts: Record<string, string[]> = {
  '/offer': ['search-phone'],
  '/say': ['say-phone'],
  '/say/receipt': ['receipt-phone'],
  '/review': ['read-aloud'],
  '/review/under-8': ['review-phone', 'read-aloud'],
  '/review/8-12': ['review-phone', 'read-aloud'],
  '/review/16-up': ['review-phone', 'read-aloud'],
};

const langs = ['en', 'ar', 'pl', 'ti'] as const;
const councils = ['manchester', 'cheshire-east', 'warrington'];
const pages = [
  '',
  '/promise',
  '/doing',
  '/doing/whole-council',
  '/offer',
  '/offer/need/money',
  '/offer/personal-adviser',
  '/say',
  '/say/receipt',
  '/review',
  '/review/under-8',
  '/review/8-12',
  '/review/16-up',
  '/done',
  '/help',
];

for (const lang of langs) {
  test(`every page in ${lang} fits a phone, has one heading, its language and its direction`, async ({
    page,
  }) => {
    for (const council of councils) {
      for (const path of pages) {
        await page.goto(`/${council}/${lang}${path}`);
        const seen = await page.evaluate(() => ({
          lang: document.documentElement.lang,
          dir: document.documentElement.dir,
          headings: document.querySelectorAll('h1').length,
          wide: document.documentElement.scrollWidth > window.innerWidth,
          help: document.querySelectorAll('.tabs a[href$="/help"]').length,
          scripts: [...document.querySelectorAll('script')].map(
            ({ src }) => /\/((?:[a-z]+-)?phone|read-aloud)-[^/]*$/.exec(src)?.[1],
          ),
        }));
        expect({ path, ...seen }).toEqual({
          path,
          lang,
          dir: lang === 'ar' ? 'rtl' : 'ltr',
          headings: 1,
          wide: false,
          help: 1,
          scripts: ['phone', ...(scripts[path] ?? [])],
        });
      }
    }
  });
}

test('the promise of each council is whole, and each statement has its source one tap away', async ({
  page,
}) => {
  const promised: [string, number, number][] = [
    ['manchester', 4, 21],
    ['cheshire-east', 6, 24],
    ['warrington', 7, 25],
  ];
  for (const [council, themes, commitments] of promised) {
    await page.goto(`/${council}/en/promise`);
    const links = page.locator('.themes a');
    await expect(links).toHaveCount(themes);
    const addresses = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    let seen = 0;
    for (const address of addresses) {
      await page.goto(address);
      const onScreen = await page.locator('.promises a').count();
      expect(onScreen).toBeLessThanOrEqual(10);
      seen += onScreen;
    }
    expect(seen).toBe(commitments);
    await page.locator('.promises a').first().click();
    const source = page.locator('details.source', { hasText: 'Where this comes from' });
    await source.locator('summary').click();
    await expect(source).toContainText(/20\d\d/);
  }
});

test('what you can get has amount, who, ages, how, source, date and how sure; old figures say they are old', async ({
  page,
}) => {
  await page.goto('/warrington/en/offer');
  const needs = await page
    .locator('[data-needs] a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  let things = 0;
  for (const need of needs) {
    await page.goto(need ?? '');
    things += await page.locator('.promises a').count();
  }
  expect(things).toBe(60);
  await page.goto('/manchester/en/offer/setting-up-home-allowance');
  const text = page.locator('main');
  for (const part of ['How much', '£3,000', 'Who can get it', 'How to ask', 'Checked on 22 November 2026']) {
    await expect(text).toContainText(part);
  }
  await page.locator('details.source summary').click();
  await expect(text).toContainText('How sure we are');
  await page.goto('/manchester/en/offer/lockable-box');
  await expect(text).toContainText('Old news from 2016');
  await expect(text).toContainText('It may have changed');
});

test('words that sound like danger bring up help while they are typed, and after sending; nothing is blocked', async ({
  page,
}) => {
  await page.goto('/manchester/en/say');
  await expect(page.locator('.help-now')).toBeHidden();
  await page.locator('#words').pressSequentially('i want to kill myself');
  await expect(page.locator('.help-now')).toBeVisible();
  await expect(page.locator('.help-now a[href="tel:999"]')).toBeVisible();
  await page.locator('form[data-say] [data-send]').click();
  await expect(page.locator('[data-receipt="words"] li')).toHaveCount(7);
  await expect(page.locator('.help-now a[href="tel:08001111"]')).toBeVisible();
});

test('the same in Arabic', async ({ page }) => {
  await page.goto('/manchester/ar/say');
  await page.locator('#words').fill('أريد أن أموت');
  await expect(page.locator('.help-now')).toBeVisible();
});

test('leaving quickly replaces the page, so that going back does not return to it', async ({ page }) => {
  await page.route('https://www.bbc.co.uk/**', (route) =>
    route.fulfill({ body: 'Weather', contentType: 'text/plain' }),
  );
  await page.goto('/');
  await page.goto('/manchester/en/say');
  await page.locator('#leave').click();
  await page.waitForURL('https://www.bbc.co.uk/weather');
  await page.goBack();
  await expect.poll(() => page.url()).toBe('https://www.bbc.co.uk/weather');
});

test('the council and the best language are found', async ({ browser, theatre }) => {
  const context = await browser.newContext({ baseURL: theatre.server.origin, locale: 'ar-SD' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('main')).toContainText('كمبيوتر');
  await page.locator('.card').nth(1).click();
  expect(new URL(page.url()).pathname).toBe('/manchester/ar');
  await page.goto('/warrington');
  expect(new URL(page.url()).pathname).toBe('/warrington/ar');
  await page.locator('.languages a[lang="en"]').click();
  expect(new URL(page.url()).pathname).toBe('/warrington/en');
  await context.close();
});

interface Spoken {
  text: string;
  lang: string;
  rate: number;
  marked: string;
}

test('a page is read aloud with the phone’s own voice, and says so where there is none', async ({ page }) => {
  await page.addInitScript(() => {
    const own = (lang: string) => ({ lang, localService: true, default: false, name: lang, voiceURI: lang });
    let voices: object[] = [];
    const said: { text: string; lang: string; rate: number; marked: string }[] = [];
    const speaker = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      cancel: () => undefined,
      speak: (line: SpeechSynthesisUtterance) => {
        const [range] = CSS.highlights.get('hear-now') ?? [];
        said.push({ text: line.text, lang: line.lang, rate: line.rate, marked: String(range) });
        setTimeout(() => line.dispatchEvent(new Event('end')), 20);
      },
    });
    // As some phones do: the voices come after the page.
    setTimeout(() => {
      voices = [own('pl-PL'), own('en-GB')];
      speaker.dispatchEvent(new Event('voiceschanged'));
    }, 300);
    class Utterance extends EventTarget {
      lang = '';
      rate = 1;
      voice: object | null = null;
      readonly text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    Object.defineProperty(window, 'speechSynthesis', { value: speaker });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.assign(window, { said });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: Spoken[] }).said);

  await page.goto('/manchester/en/review/about');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBe(0);
  await page.locator('[data-hear-speed]').selectOption('0.7');
  await page.locator('[data-hear-start]').click();
  await expect(page.locator('[data-hear-stop]')).toBeFocused();
  await expect(page.locator('[data-hear-start]')).toBeVisible({ timeout: 15_000 });
  const all = await said();
  expect(all[0]).toEqual({
    text: 'Your review meeting',
    lang: 'en',
    rate: 0.7,
    marked: 'Your review meeting',
  });
  expect(all.filter(({ text, marked }) => text !== marked && !/\d/.test(text))).toEqual([]);
  const texts = all.map(({ text }) => text);
  expect(texts).toContain('IRO is short for independent reviewing officer.');
  expect(texts.join(' ')).not.toContain('Read it to me');
  expect(texts.filter((text) => text === 'What is a review?')).toHaveLength(1);

  await page.locator('[data-hear-start]').click();
  await page.locator('[data-hear-stop]').click();
  const stopped = (await said()).length;
  await page.waitForTimeout(200);
  expect(await said()).toHaveLength(stopped);

  await page.goto('/manchester/ti/review/about');
  await expect(page.locator('[data-hear-none]')).toBeVisible();
  await expect(page.locator('[data-hear-start]')).toBeHidden();
});
