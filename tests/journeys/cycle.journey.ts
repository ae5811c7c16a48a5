import type { Page } from '@playwright/test';
import { deskOf, enter, follow, passOnAt, press } from './desk-of.ts';
import { expect, test } from './stage.ts';

interface Tongue {
  lang: 'en' | 'ar';
  words: string;
  reply: string;
  answer: string;
}

const tongues: Tongue[] = [
  {
    lang: 'en',
    words: 'Nobody asked me before Zebedee moved me to Canary Street.',
    reply: 'Thank you, and one more thing.',
    answer: 'Thank you for telling us.',
  },
  {
    lang: 'ar',
    words: 'لم يسألني أحد قبل أن أنتقل إلى بيت آخر. اسمي سمير.',
    reply: 'شكراً، وهناك شيء آخر.',
    answer: 'شكراً لأنك أخبرتنا.',
  },
];

async function openReceipt(page: Page, lang: string, receipt: string): Promise<void> {
  await page.goto(`/manchester/${lang}/say/receipt`);
  await page.locator('#receipt').fill(receipt);
  await page.locator('form[action$="/say/receipt"] button').click();
}

for (const { lang, words, reply, answer } of tongues) {
  test(`a message travels the whole way and comes back, in ${lang}`, async ({ page, browser, theatre }) => {
    const point = `Young people want to be asked before they move (${lang}).`;
    let receipt = '';
    await theatre.emptyDesk();

    await test.step('the young person says it and gets a receipt', async () => {
      await page.goto(`/manchester/${lang}/promise/decisions`);
      await page.locator('a[href*="/say?about="]').click();
      await page.locator('#words').fill(words);
      await page.locator('label:has(input[value="worried"])').click();
      await expect(page.locator('#about')).toHaveValue('respect/decisions');
      await page.locator('form[data-say] [data-send]').click();
      await expect(page.locator('#page > [data-message]')).toHaveAttribute('data-state', 'received');
      receipt = (await page.locator('[data-receipt="words"]').innerText()).replace(/\s+/g, ' ');
      expect(page.url()).not.toContain(receipt.split(' ')[0]);
    });

    const duty = await deskOf(browser, theatre, 'safeguarding-duty');
    await test.step('the duty team reads it first and passes it on', async () => {
      await enter(duty.page, 'Screening');
      await duty.page.locator('.queue a').first().click();
      await expect(duty.page.locator('[data-words]')).toHaveText(words);
      await passOnAt(duty.page);
      await expect(duty.page.getByText('Nothing waits. Well done.')).toBeVisible();
    });

    const worker = await deskOf(browser, theatre, 'participation-worker');
    await test.step('a participation worker makes a point of it and writes back', async () => {
      await enter(worker.page, 'Moderation');
      await worker.page.locator('.queue a').first().click();
      const said = worker.page.locator('[data-words="said"]');
      for (const word of words.match(/[\p{L}\p{M}]+/gu) ?? []) await expect(said).toContainText(word);
      await follow(worker.page, 'Write back');
      await worker.page.getByLabel('Your answer').fill(answer);
      await press(worker.page, 'Send it');
      await worker.page.getByLabel('The point, in plain words').fill(point);
      await expect(worker.page.getByLabel('Theme')).toHaveValue('respect');
      await press(worker.page, 'Send for second release');
      await expect(worker.page.getByRole('heading', { name: 'Moderation' })).toBeVisible();
    });

    const council = await deskOf(browser, theatre, 'council-member');
    const second = await deskOf(browser, theatre, 'council-member', 1);
    await test.step('two Council members, who see no raw words, release it', async () => {
      for (const { page: theirs } of [council, second]) {
        await enter(theirs, 'Points');
        await theirs.getByRole('link', { name: point }).click();
        await expect(theirs.getByText(words)).toHaveCount(0);
        await press(theirs, 'Release it');
        await expect(theirs.getByRole('heading', { level: 1, name: 'Points' })).toBeVisible();
      }
      await expect(second.page.getByText('No decision yet')).toBeVisible();
    });

    const owner = await deskOf(browser, theatre, 'decision-owner');
    await test.step('it becomes a decision, and the answer is published', async () => {
      await enter(worker.page, 'Decisions');
      await worker.page.getByLabel(point).check();
      await press(worker.page, 'Open a decision about the ticked ones');
      await worker.page.locator('[name="said-en"]').fill('You said you want to be asked first.');
      await worker.page.locator('[name="said-ar"]').fill('قلتم إنكم تريدون أن نسألكم أولاً.');
      await worker.page.getByLabel('Who owns it').selectOption({ index: 1 });
      await worker.page.getByLabel('Which role answers for it').fill('Head of placements');
      await worker.page.getByLabel('Due on').fill('2099-01-31');
      await press(worker.page, 'Open the decision');
      await expect(worker.page.locator('[data-state="open"]')).toBeVisible();
      await owner.page.reload();
      await owner.page.getByRole('link', { name: 'decisions that wait for your answer' }).click();
      await expect(owner.page.getByRole('heading', { level: 1, name: 'Decisions' })).toBeVisible();
      // What was not right before comes first in the list: this is the one that was opened just now.
      await owner.page
        .locator(`.queue a[href="${new URL(worker.page.url()).pathname}"]`)
        .first()
        .click();
      await follow(owner.page, 'Publish an answer');
      await owner.page.getByLabel('We did', { exact: true }).check();
      await owner.page.locator('[name="answer-en"]').fill('We ask before every move now.');
      await owner.page.locator('[name="answer-ar"]').fill('نسأل الآن قبل كل انتقال.');
      await press(owner.page, 'Publish it');
      await expect(owner.page.locator('[data-state="we-did"]')).toBeVisible();
    });

    await test.step('the young person reads the answers with the receipt, and says it is not right', async () => {
      await openReceipt(page, lang, receipt);
      await expect(page.locator('[data-stage="answered"]')).toBeVisible();
      await expect(page.getByText(answer)).toBeVisible();
      await expect(
        page.getByText(lang === 'ar' ? 'نسأل الآن قبل كل انتقال.' : 'We ask before every move now.'),
      ).toBeVisible();
      await page.locator('form[action$="/reply"] #words').fill(reply);
      await page.locator('form[action$="/reply"] button').click();
      await expect(page.locator('.thread .said').last()).toContainText(reply);
      await page.locator('button[name="answer"][value="no"]').click();
      await expect(page).toHaveURL(/check-back$/);
      await expect(page.locator('.panel.good')).toBeVisible();
      await page.goto(`/manchester/${lang}/done`);
      await expect(page.locator('.decision').first()).toContainText(
        lang === 'ar' ? 'قلتم' : 'You said you want to be asked first.',
      );
    });

    await test.step('the desk sees that, and takes it up again', async () => {
      await worker.page.goto('/manchester/desk/decisions');
      await worker.page.locator('h2:has-text("Published") ~ .queue a').first().click();
      await expect(worker.page.locator('[data-check-back="not-right"]')).toBeVisible();
      await follow(worker.page, 'Reopen it');
      await worker.page.getByLabel('New due day').fill('2099-03-31');
      await press(worker.page, 'Reopen it');
      await expect(worker.page.getByText('Reopened, round 2')).toBeVisible();
      await openReceipt(page, lang, receipt);
      await expect(page.locator('[data-stage="deciding"]')).toBeVisible();
    });

    await test.step('what was added is screened too', async () => {
      await duty.page.goto('/manchester/desk/screening');
      await expect(duty.page.getByText('Added to a message')).toBeVisible();
      await duty.page.locator('.queue a').first().click();
      await passOnAt(duty.page);
    });

    for (const desk of [duty, worker, council, second, owner]) {
      expect(desk.faults).toEqual([]);
      await desk.page.context().close();
    }
  });
}
