import type { BrowserContext } from '@playwright/test';
import { translator } from '../../src/lib/i18n/translator.ts';
import { startYoungSession, YOUNG_COOKIE } from '../../src/lib/identity/young-sessions.server.ts';
import { findAddresses } from '../../src/lib/notices/addresses.server.ts';
import type { YoungPerson } from '../../src/lib/identity/young-person.ts';
import { testRing } from '../support/ring.ts';
import { aYoungPerson } from '../support/young-people.ts';
import { expect, test, type Theatre } from './stage.ts';

const ENDPOINT = 'https://fcm.googleapis.com/fcm/send/made-up-phone';

async function signInYoung(
  { database, server }: Theatre,
  context: BrowserContext,
  nickname: string,
): Promise<YoungPerson> {
  const person = await aYoungPerson(database.db, 'manchester', nickname);
  const value = await startYoungSession(database.db, person, new Uint8Array(32), new Date());
  const url = server.origin.replace('http:', 'https:');
  await context.addCookies([
    { name: YOUNG_COOKIE, value, url, httpOnly: true, secure: true, sameSite: 'Strict' },
  ]);
  return person;
}

/** A test has no push service to ask: what the browser would answer is made up here, and nothing else. */
function answerForThePushService(endpoint: string): void {
  const made = {
    endpoint,
    unsubscribe: () => Promise.resolve(localStorage.removeItem('made-up') === undefined),
  };
  Object.assign(PushManager.prototype, {
    subscribe: (options: PushSubscriptionOptionsInit) => {
      const key = options.applicationServerKey as Uint8Array;
      if (!options.userVisibleOnly || key.length !== 65) return Promise.reject(new Error('wrong options'));
      localStorage.setItem('made-up', 'yes');
      return Promise.resolve(made);
    },
    getSubscription: () => Promise.resolve(localStorage.getItem('made-up') ? made : null),
  });
}

test('a phone is told that there is something new once its owner asked for it, and no more when they did not', async ({
  page,
  context,
  theatre,
  faults,
}) => {
  const person = await signInYoung(theatre, context, 'Phone owner');
  await context.grantPermissions(['notifications']);
  await page.addInitScript(answerForThePushService, ENDPOINT);
  const addresses = () => findAddresses({ db: theatre.database.db, ring: testRing }, person);
  await page.goto('/manchester/en/me/notices');
  await expect(page.getByText('This is off.')).toBeVisible();
  await expect(page.getByText('This needs JavaScript')).toHaveCount(0);
  await page.getByRole('button', { name: 'Turn on for this phone' }).click();
  await expect(page.getByText('It is on for this phone.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn on for this phone' })).toBeHidden();
  expect((await addresses()).map(({ address }) => address)).toEqual([ENDPOINT]);

  await page.getByRole('button', { name: 'Turn off', exact: true }).click();
  await expect(page.getByText('This is off.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn on for this phone' })).toBeVisible();
  expect(await addresses()).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem('made-up'))).toBeNull();
  expect(faults).toEqual([]);
});

test('where notifications are refused the phone says so, and nothing is turned on', async ({
  page,
  context,
  theatre,
}) => {
  const person = await signInYoung(theatre, context, 'Refuser');
  await page.addInitScript(() => {
    Notification.requestPermission = () => Promise.resolve('denied');
  });
  await page.goto('/manchester/en/me/notices');
  await page.getByRole('button', { name: 'Turn on for this phone' }).click();
  await expect(page.getByText('Your phone does not let us.')).toBeVisible();
  expect(await findAddresses({ db: theatre.database.db, ring: testRing }, person)).toEqual([]);
});

test('what a phone shows when somebody knocks says nothing, whatever came with the knock', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['notifications']);
  const browser = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    }),
  );
  await browser.send('ServiceWorker.enable');
  await page.goto('/manchester/ti');
  await expect(page.locator('[data-kept]')).toBeVisible({ timeout: 30_000 });
  const { origin } = new URL(page.url());
  const registrationId = await registered;
  for (const data of ['', '{"title":"canary","body":"canary-words of manchester"}'])
    await browser.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  const shown = () =>
    page.evaluate(async () => {
      const { getNotifications } = await navigator.serviceWorker.ready.then((registration) => ({
        getNotifications: () => registration.getNotifications(),
      }));
      return (await getNotifications()).map(({ title, body, lang, data, tag }) => ({
        title,
        body,
        lang,
        data: data as unknown,
        tag,
      }));
    });
  await expect
    .poll(shown)
    .toEqual([
      { title: 'Said & Done', body: translator('ti')('notice.text'), lang: 'ti', data: null, tag: 'notice' },
    ]);
});
