import { currentCode } from '../../src/lib/identity/one-time-codes.server.ts';
import { systemClock } from '../../src/lib/platform/clock.ts';
import { expect, test } from './stage.ts';

test('staff sign in with name, password and code, and out again', async ({ page, theatre }) => {
  const editor = theatre.people.find((person) => person.roles.includes('editor'));
  if (!editor) throw new Error('There should be an editor.');
  await page.goto('/manchester/desk/content');
  await expect(page.getByText('Please sign in first.')).toBeVisible();
  await page.getByLabel('Your sign-in name').fill(editor.username);
  await page.getByLabel('Password').fill(editor.password);
  await page.getByLabel('Code from your authenticator app').fill(currentCode(editor.codeSecret, systemClock));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Content' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/manchester/desk/content');
  await expect(page.getByRole('heading', { name: 'Sign in to the desk' })).toBeVisible();
});

test('an administrator invites somebody, who sets up a sign-in with the code', async ({
  page,
  context,
  theatre,
}) => {
  await theatre.signIn(context, 'administrator');
  await page.goto('/manchester/desk/people');
  await page.getByLabel('Their name').fill('Made-up Newcomer');
  await page.getByLabel('Name to sign in with').fill('made.newcomer');
  await page.getByLabel('Council member').check();
  await page.getByRole('button', { name: 'Invite' }).click();
  const code = await page.locator('[data-code]').innerText();
  await context.clearCookies();
  await page.goto('/manchester/desk/sign-in/invitation');
  await page.getByLabel('Your sign-in name').fill('made.newcomer');
  await page.getByLabel('Invitation code').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Go on' }).click();
  const secret = await page.locator('code').innerText();
  await page.getByLabel('New password').fill('short');
  await page.getByLabel('Code the app shows now').fill('000000');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('Use at least 15 characters.')).toBeVisible();
  await page.getByLabel('New password').fill('kettle meadow ribbon');
  await page.getByLabel('Code the app shows now').fill(currentCode(secret, systemClock));
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to the desk' })).toBeVisible();
});

test('an editor drafts, looks at it in another language, and publishes with a reason', async ({
  page,
  context,
  theatre,
}) => {
  await theatre.signIn(context, 'editor');
  await page.goto('/manchester/desk/content/commitment/listen');
  await page.locator('[name="en.title"]').fill('');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(
    page.getByRole('heading', { name: 'To put right before this can be published' }),
  ).toBeVisible();
  await page.locator('[name="en.title"]').fill('We will listen to you, always.');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('link', { name: 'Preview: English' }).click();
  await expect(page.getByRole('heading', { name: 'We will listen to you, always.' })).toBeVisible();
  await page.getByRole('link', { name: 'العربية' }).first().click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.goto('/manchester/en/promise/listen');
  await expect(page.getByRole('heading', { name: 'We will listen to you, always.' })).toBeHidden();
  await page.goto('/manchester/desk/content/commitment/listen/publish');
  await page.getByLabel('Why?').fill('The Council asked for it.');
  await page.getByRole('button', { name: 'Publish for everyone' }).click();
  await expect(page.getByText('The Council asked for it.')).toBeVisible();
  await page.goto('/manchester/en/promise/listen');
  await expect(page.getByRole('heading', { name: 'We will listen to you, always.' })).toBeVisible();
});
