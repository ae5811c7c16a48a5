import { YOUNG_COOKIE } from '../../src/lib/identity/young-sessions.server.ts';
import { expect, test } from './stage.ts';

/** No page of a young person's own may be wider than a small phone. */
async function fits(page: import('@playwright/test').Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

test('a worker prints an invitation; a young person signs up, says something as theirs, and makes a passkey', async ({
  browser,
  page,
  context,
  theatre,
  faults,
}) => {
  await theatre.signIn(context, 'worker');
  await page.goto('/manchester/desk/young-people');
  await page.locator('#reference').fill('P-77');
  await page.getByRole('button', { name: 'Make an account' }).click();
  const code = (await page.locator('[data-code]').innerText()).trim();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('[data-code]')).toBeVisible();
  await expect(page.locator('h1')).toBeHidden();
  await expect(page.locator('.young-not-printed')).toBeHidden();

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const young = await phone.newPage();
  await young.goto('/manchester/en/sign-in/invitation');
  await fits(young);
  await young.locator('#invitation').fill(code.toLowerCase().replace('-', ' '));
  await young.getByRole('button', { name: 'Go on' }).click();
  const words = await young.locator('#three-words').inputValue();
  expect(words.split(' ')).toHaveLength(3);
  await fits(young);
  await young.locator('#nickname').fill('Bright Kite');
  await young.getByRole('button', { name: 'Finish and sign in' }).click();
  await expect(young.locator('h1')).toHaveText('Your messages');
  await fits(young);

  // Said without JavaScript, as theirs.
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await plain.addCookies(await phone.cookies());
  const form = await plain.newPage();
  await form.goto('/manchester/en/say?mine');
  await form.locator('#words').fill('I would like a later bus');
  await form.locator('input[name="as"]').last().check();
  await form.locator('button[data-send]').click();
  await expect(form.locator('[data-receipt="words"] li')).toHaveCount(7);
  await young.reload();
  await expect(young.locator('.young-list')).toContainText('I would like a later bus');
  await young.locator('.young-list a').first().click();
  await expect(young.locator('.thread .words')).toHaveText('I would like a later bus');
  await fits(young);

  // A page that is the same for everyone learns who is signed in, and chooses nothing for them.
  await young.goto('/manchester/en/me/who.json');
  expect(await young.locator('body').innerText()).toContain('Bright Kite');

  const devtools = await phone.newCDPSession(young);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await young.goto('/manchester/en/me/passkeys');
  await fits(young);
  await young.locator('#three-words').fill('not my words');
  await young.getByRole('button', { name: 'Make it on this phone' }).click();
  await expect(young.locator('[role="alert"]:visible')).toContainText('not your three words');
  await young.locator('#three-words').fill(words);
  await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
  await young.getByRole('button', { name: 'Make it on this phone' }).click();
  await expect(young.getByRole('button', { name: 'Remove it' })).toBeVisible();

  await young.goto('/manchester/en/me');
  await young.getByRole('button', { name: 'Sign out' }).click();
  await expect(young).toHaveURL(/\/manchester\/en$/);
  expect((await phone.cookies()).map(({ name }) => name)).not.toContain(YOUNG_COOKIE);
  await young.goto('/manchester/en/sign-in');
  await fits(young);
  await young.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(young.locator('.young-list')).toContainText('I would like a later bus');

  await young.goto('/manchester/en/me/passkeys');
  await young.getByRole('button', { name: 'Remove it' }).click();
  await expect(young.getByText('You have no passkey.')).toBeVisible();
  await young.goto('/manchester/en/me');
  await young.getByRole('button', { name: 'Sign out' }).click();
  await young.goto('/manchester/en/sign-in');
  await young.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(young.locator('[role="alert"]:visible')).toContainText('The passkey did not work');
  await young.locator('#nickname').fill('bright kite');
  await young.locator('[data-show-words] input').check();
  await expect(young.locator('#three-words')).toHaveAttribute('type', 'text');
  await young.locator('#three-words').fill(words);
  await young.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(young.locator('h1')).toHaveText('Your messages');
  await plain.close();
  await phone.close();
  expect(faults).toEqual([]);
});
