import type { Browser, Page } from '@playwright/test';
import { expect, test } from './stage.ts';

interface Signer {
  nickname: string;
  words: string;
}

/** Makes an account as a worker does, and takes the invitation up on this phone. */
async function signUp(worker: Page, phone: Page, reference: string, nickname: string): Promise<Signer> {
  await worker.goto('/manchester/desk/young-people');
  await worker.locator('#reference').fill(reference);
  await worker.getByRole('button', { name: 'Make an account' }).click();
  const code = (await worker.locator('[data-code]').innerText()).trim();
  await phone.goto('/manchester/en/sign-in/invitation');
  await phone.locator('#invitation').fill(code);
  await phone.getByRole('button', { name: 'Go on' }).click();
  const words = await phone.locator('#three-words').inputValue();
  await phone.locator('#nickname').fill(nickname);
  await phone.getByRole('button', { name: 'Finish and sign in' }).click();
  await expect(phone.locator('h1')).toHaveText('Your messages');
  return { nickname, words };
}

async function signOut(phone: Page): Promise<void> {
  await phone.goto('/manchester/en/me');
  await phone.getByRole('button', { name: 'Sign out' }).click();
  await expect(phone).toHaveURL(/\/manchester\/en$/);
}

async function signIn(phone: Page, { nickname, words }: Signer): Promise<void> {
  await phone.goto('/manchester/en/sign-in');
  await phone.locator('#nickname').fill(nickname);
  await phone.locator('#three-words').fill(words);
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(phone.locator('h1')).toHaveText('Your messages');
}

const newPhone = (browser: Browser, baseURL: string) =>
  browser.newContext({ baseURL, viewport: { width: 360, height: 760 } });

test('a session lost while sending: the message waits for its own sender, and goes under no other name', async ({
  browser,
  page,
  context,
  theatre,
}) => {
  await theatre.signIn(context, 'worker');
  const { db } = theatre.database;
  const phone = await newPhone(browser, theatre.server.origin);
  const young = await phone.newPage();
  const other = await signUp(page, young, 'P-101', 'Quiet River');
  await signOut(young);
  const sender = await signUp(page, young, 'P-102', 'Loud Kettle');
  const mine = await db
    .selectFrom('young_people')
    .select('person_id')
    .where('nickname', '=', sender.nickname)
    .executeTakeFirstOrThrow();
  const stored = () =>
    db.selectFrom('messages').select('person_id').where('person_id', 'is not', null).execute();
  const before = await stored();

  await young.goto('/manchester/en/say');
  await expect(young.locator('[data-signed-as]')).toContainText('Loud Kettle');
  await expect(young.locator('[data-signed-as-me]')).not.toBeChecked();
  await young.locator('[data-signed-as-me]').check();
  await young.locator('#words').fill('Under my own name or not at all.');
  await db.deleteFrom('young_sessions').execute();
  await young.locator('[data-send]').click();
  const message = young.locator('[data-message]:visible');
  await expect(message).toHaveAttribute('data-state', 'sign-in');
  expect(await stored()).toEqual(before);

  await signIn(young, other);
  await young.goto('/manchester/en/say');
  await expect(message).toHaveAttribute('data-state', 'sign-in');
  expect(await stored()).toEqual(before);
  await signOut(young);

  await signIn(young, sender);
  await young.goto('/manchester/en/say');
  await expect(message).toHaveAttribute('data-state', 'received', { timeout: 20_000 });
  expect(await stored()).toEqual([...before, mine]);
  await young.goto('/manchester/en/me');
  await expect(young.locator('.young-list')).toContainText('Under my own name or not at all.');
  await phone.close();
});
