import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { answerSender } from '../../src/lib/moderation/moderate.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { findAddresses, type NoticesContext } from '../../src/lib/notices/addresses.server.ts';
import { openMail } from '../../src/lib/notices/mail.server.ts';
import { claim, findDue, noteLooked } from '../../src/lib/notices/notices.queries.server.ts';
import { openPush } from '../../src/lib/notices/push.server.ts';
import { takeEvents, tellDue, tellNow } from '../../src/lib/notices/tell.server.ts';
import { forgetNotices, forgetUnconfirmed } from '../../src/lib/notices/turn-off.server.ts';
import { askToConfirm, confirmEmail, turnOnPhone } from '../../src/lib/notices/turn-on.server.ts';
import { windowBegan } from '../../src/lib/notices/notice.ts';
import { addToOutbox } from '../../src/lib/platform/outbox.server.ts';
import { showReceipt } from '../../src/lib/voice/receipt.ts';
import { addToThread, findThreadFor, noteCheckBack } from '../../src/lib/voice/thread.server.ts';
import type { YoungPerson } from '../../src/lib/identity/young-person.ts';
import { codeIn, startMailServer, type MailServer } from '../support/mail-server.ts';
import { startPushService, type PushService } from '../support/push-service.ts';
import { aMessageOf, aYoungPerson } from '../support/young-people.ts';
import { aSendKey, EVERYTHING_SEEN, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const origin = 'https://app.example.org';
let mailServer: MailServer;
let pushService: PushService;
let context: NoticesContext;
let people = 0;
let sky: YoungPerson;
const logged: string[] = [];

const canaries = (): string[] => [
  'canary-words',
  'canary-answer',
  'Canary-Nickname',
  sky.personId,
  'manchester',
  'Manchester',
  ...Object.values(world.staff).flatMap((one) => [one.personId, one.displayName]),
];

const contextNow = (): NoticesContext => ({
  db: world.db,
  ring: world.ring,
  clock: world.clock,
  origin,
  mail: openMail({ smtpUrl: mailServer.url, mailFrom: 'no-reply@example.org', origin }),
  push: openPush(world.ring, { origin, mailFrom: null, test: pushService }),
});

beforeAll(async () => {
  [mailServer, pushService] = await Promise.all([startMailServer(), startPushService()]);
  context = contextNow();
});

afterAll(async () => {
  context.mail?.close();
  await Promise.all([mailServer.stop(), pushService.stop()]);
});

beforeEach(async () => {
  people += 1;
  sky = await aYoungPerson(world.db, here, `Canary-Nickname ${people}`);
  mailServer.received.length = 0;
  mailServer.refuse = null;
  pushService.knocks.length = 0;
  pushService.answer = 201;
  logged.length = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  // Ten in the morning in England, each test on a day of its own.
  const hour = world.clock().getUTCHours();
  world.pass((24 - hour + 9) % 24 || 24);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await world.db.transaction().execute((trx) => forgetNotices(trx, sky));
});

const endpoint = (phone = 'phone') => `${pushService.origin}/wpush/${phone}-${sky.personId.slice(-6)}`;
const onPhone = (phone?: string) => turnOnPhone(context, sky, endpoint(phone), 'en');

async function onEmail(address = 'sky@example.org'): Promise<void> {
  expect(await askToConfirm(context, sky, address, 'en')).toBe('asked');
  expect(await confirmEmail(context, sky, codeIn(mailServer))).toBe('confirmed');
  mailServer.received.length = 0;
}

/** A message of Sky's that was screened and answered. */
async function answered() {
  const sent = await aMessageOf(world, sky, 'canary-words of mine');
  const { messageId } = sent;
  await passOn(world, world.staff['safeguarding-duty'].personId, here, messageId, EVERYTHING_SEEN);
  await answer(messageId);
  return sent;
}

const answer = (messageId: string) =>
  answerSender(
    world,
    world.staff['participation-worker'].personId,
    here,
    messageId,
    'canary-answer to you',
    aSendKey(),
  );

async function round(): Promise<number> {
  await takeEvents(context, here);
  return tellDue(context, here);
}

const events = () =>
  world.db.selectFrom('outbox').selectAll().where('kind', '=', 'person.something-new').execute();

test('an answer makes one push and one email, and neither says anything about anything', async () => {
  await onPhone();
  await onEmail();
  const { messageId, receipt } = await answered();
  expect(await round()).toBe(1);
  expect(pushService.knocks).toHaveLength(1);
  expect(mailServer.received).toHaveLength(1);

  const [knock] = pushService.knocks;
  expect(knock?.body).toBe('');
  expect(knock?.headers['content-length']).toBe('0');
  expect(knock?.headers.authorization).toMatch(/^vapid t=.+, k=[\w-]{87}$/);
  expect(Object.keys(knock?.headers ?? {}).sort()).toEqual(
    ['authorization', 'connection', 'content-length', 'host', 'ttl', 'urgency'].sort(),
  );
  const [, claims = ''] = /^vapid t=[\w-]+\.([\w-]+)\./.exec(knock?.headers.authorization ?? '') ?? [];
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
  expect(said).toEqual({ aud: pushService.origin, exp: expect.any(Number), sub: origin });

  const [mail] = mailServer.received;
  expect(mail).toMatchObject({ from: 'no-reply@example.org', to: ['sky@example.org'] });
  expect(mail?.raw).toContain('Subject: There is something new\r\n');
  expect(mail?.raw).toMatch(/^From: "?Said & Done"? <no-reply@example\.org>\r$/m);
  expect(mail?.raw).toContain('Content-Type: text/plain; charset=utf-8');
  expect(mail?.raw).not.toMatch(/html|<img|multipart|X-Mailer|List-/i);
  const links = mail?.raw.match(/https?:\S+/g);
  expect(links).toEqual([`${origin}/`]);

  const { words, digits } = showReceipt(receipt);
  const everything = JSON.stringify([pushService.knocks, said, mailServer.received, logged]);
  for (const secret of [...canaries(), messageId, words.join(' '), digits.join(' '), digits.join('')])
    expect(everything).not.toContain(secret);
});

test('the event names the person and nothing else, comes with what staff and decisions do, and is not left behind', async () => {
  const { messageId } = await aMessageOf(world, sky, 'canary-words');
  expect(await events()).toEqual([]);
  await passOn(world, world.staff['safeguarding-duty'].personId, here, messageId, EVERYTHING_SEEN);
  expect((await events()).map(({ body }) => JSON.parse(body) as object)).toEqual([
    { personId: sky.personId },
  ]);
  await takeEvents(context, here);
  expect(await events()).toEqual([]);

  await world.db
    .insertInto('point_sources')
    .values({ authority_id: here, point_id: messageId, message_id: messageId })
    .execute();
  await world.db
    .updateTable('messages')
    .set({ stage: 'shared' })
    .where('message_id', '=', messageId)
    .execute();
  const moved = { decisionId: 'a-decision', move: 'decide', pointIds: messageId };
  await world.db
    .transaction()
    .execute((trx) => addToOutbox(trx, here, 'decision.moved', moved, world.clock()));
  await tellSenders(world, here);
  expect((await events()).map(({ body }) => JSON.parse(body) as object)).toEqual([
    { personId: sky.personId },
  ]);
  await takeEvents(context, here);
});

test('what they do themselves is no news, nor is what happens to a message that is nobody’s', async () => {
  const { receipt, messageId } = await answered();
  await takeEvents(context, here);
  const open = await findThreadFor(world, here, receipt);
  if (!open) throw new Error('The thread should open.');
  await addToThread(world, here, open, 'canary-words again', aSendKey());
  await world.db
    .updateTable('messages')
    .set({ stage: 'answered' })
    .where('message_id', '=', messageId)
    .execute();
  const message = { ...open.message, stage: 'answered' as const };
  await world.db
    .transaction()
    .execute((trx) => noteCheckBack(trx, world.auditKey, here, message, 'yes', world.clock()));
  expect(await events()).toEqual([]);
  await world.db
    .updateTable('messages')
    .set({ person_id: null })
    .where('message_id', '=', messageId)
    .execute();
  await answer(messageId);
  expect(await events()).toEqual([]);
});

test('what is rolled back is not told', async () => {
  const { messageId } = await answered();
  await takeEvents(context, here);
  const fails = world.db.transaction().execute(async (trx) => {
    await trx.updateTable('messages').set({ stage: 'shared' }).where('message_id', '=', messageId).execute();
    const { moveMessage } = await import('../../src/lib/voice/message.queries.server.ts');
    await moveMessage(trx, here, messageId, 'decide', world.clock());
    throw new Error('cut off');
  });
  await expect(fails).rejects.toThrow('cut off');
  expect(await events()).toEqual([]);
});

test('off by default: whoever turned nothing on is told nothing, and nothing is noted of them', async () => {
  await answered();
  expect(await round()).toBe(0);
  expect(
    await world.db.selectFrom('notices_due').selectAll().where('person_id', '=', sky.personId).execute(),
  ).toEqual([]);
});

test('once in six hours; what comes meanwhile is told in the next window, once', async () => {
  await onPhone();
  const { messageId } = await answered();
  expect(await round()).toBe(1);
  await answer(messageId);
  await answer(messageId);
  world.pass(5.9);
  expect(await round()).toBe(0);
  world.pass(0.2);
  expect(await round()).toBe(1);
  world.pass(4);
  expect(await round()).toBe(0);
  expect(pushService.knocks).toHaveLength(2);
});

test('not at night: it waits until eight in the morning', async () => {
  await onPhone();
  world.pass(12);
  await answered();
  expect(await round()).toBe(0);
  world.pass(9);
  expect(await round()).toBe(0);
  world.pass(1);
  expect(await round()).toBe(1);
});

test('not when they have looked for themselves since, before or after we noted it', async () => {
  await onPhone();
  const { messageId } = await answered();
  world.pass(0.01);
  await noteLooked(world.db, here, sky.personId, world.clock());
  expect(await round()).toBe(0);
  world.pass(0.01);
  await answer(messageId);
  await takeEvents(context, here);
  world.pass(0.01);
  await noteLooked(world.db, here, sky.personId, world.clock());
  expect(await tellDue(context, here)).toBe(0);
  world.pass(0.01);
  await answer(messageId);
  expect(await round()).toBe(1);
});

test('two servers at once tell once', async () => {
  await onPhone();
  await answered();
  await takeEvents(context, here);
  const told = await Promise.all(Array.from({ length: 6 }, () => tellDue(context, here)));
  expect(told.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(pushService.knocks).toHaveLength(1);
});

test('a crash after it was taken: not twice in a window, and not lost', async () => {
  await onPhone();
  await answered();
  await takeEvents(context, here);
  const at = world.clock();
  const [row] = await findDue(world.db, here, at, windowBegan(at), 10);
  expect(row && (await claim(world.db, row, at))).toBe(true);
  world.pass(5);
  expect(await round()).toBe(0);
  world.pass(1);
  expect(await round()).toBe(1);
});

test.each([404, 410])('a phone that is gone (%i) is forgotten', async (answered_) => {
  await onPhone();
  await answered();
  pushService.answer = answered_;
  expect(await round()).toBe(0);
  expect(await findAddresses(context, sky)).toEqual([]);
  expect(logged.join('')).toContain(`Push ${answered_}`);
});

test('a push service in trouble is tried again, later each time, and stops nobody else', async () => {
  await onPhone();
  await answered();
  pushService.answer = 503;
  expect(await round()).toBe(0);
  expect(await round()).toBe(0);
  expect(pushService.knocks).toHaveLength(1);
  world.pass(0.1);
  expect(await round()).toBe(0);
  expect(pushService.knocks).toHaveLength(2);
  expect(await findAddresses(context, sky)).toMatchObject([{ failures: 2 }]);
  pushService.answer = 201;
  world.pass(0.1);
  expect(await round()).toBe(0);
  world.pass(0.1);
  expect(await round()).toBe(1);
  expect(await findAddresses(context, sky)).toMatchObject([{ failures: 0 }]);
});

test('it does not follow where a push service sends it', async () => {
  await onPhone();
  pushService.answer = 302;
  expect(await tellNow(context, sky)).toEqual(['refused']);
});

test('when nobody can say whether it arrived, it is not tried again in the same window', async () => {
  await onPhone();
  await answered();
  pushService.answer = 'cut';
  expect(await round()).toBe(0);
  pushService.answer = 201;
  world.pass(5);
  expect(await round()).toBe(0);
  world.pass(1);
  expect(await round()).toBe(1);
});

test('a mail server that refuses, or is away, costs nobody the push; nothing but kinds is logged', async () => {
  await onPhone();
  await onEmail();
  await answered();
  mailServer.refuse = 451;
  expect(await round()).toBe(1);
  expect(await findAddresses(context, sky)).toMatchObject([{ failures: 0 }, { failures: 1 }]);
  const away = openMail({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'no-reply@example.org', origin });
  expect(await tellNow({ ...context, mail: away }, sky)).toEqual(['sent', 'refused']);
  const lines = logged
    .filter((line) => line.includes('sendNotices'))
    .map((line) => JSON.parse(line) as object);
  expect(lines).toMatchObject([
    { fault: 'Mail 451' },
    { fault: expect.stringMatching(/^Error E\w+$/) as string },
  ]);
  expect(logged.join('')).not.toContain('example.org');
});

test('an account that was deleted is told nothing, and its addresses are forgotten', async () => {
  await onPhone();
  await answered();
  await world.db
    .updateTable('young_people')
    .set({ deleted_at: 'now' })
    .where('person_id', '=', sky.personId)
    .execute();
  expect(await round()).toBe(0);
  expect(pushService.knocks).toEqual([]);
  expect(await findAddresses(context, sky)).toEqual([]);
});

test('addresses are not stored in clear, and open for nobody else', async () => {
  await onPhone();
  await onEmail('canary.address@example.org');
  const rows = await sql<Record<string, unknown>>`select * from notice_addresses`.execute(world.db);
  expect(rows.rows.length).toBeGreaterThanOrEqual(2);
  expect(JSON.stringify(rows.rows)).not.toMatch(/canary|example\.org|wpush|localhost/);
  const other = await aYoungPerson(world.db, here, `Other ${people}`);
  expect(await findAddresses(context, other)).toEqual([]);
  const swapped = rows.rows.find((row) => row.person_id === sky.personId && row.kind === 'push');
  await world.db
    .updateTable('notice_addresses')
    .set({ sealed: String(swapped?.sealed) })
    .where('person_id', '=', sky.personId)
    .where('kind', '=', 'email')
    .execute();
  await expect(findAddresses(context, sky)).rejects.toThrow();
});

test('only push services we know are taken, and looked at again before they are called', async () => {
  for (const wrong of [
    'https://127.0.0.1/x',
    'https://example.org/x',
    'http://localhost/x',
    'https://[::1]/',
  ])
    expect(await turnOnPhone(context, sky, wrong, 'en')).toBe(false);
  expect(await findAddresses(context, sky)).toEqual([]);
  await onPhone();
  const inEarnest = openPush(world.ring, { origin, mailFrom: null, test: null });
  expect(await inEarnest.send(endpoint(), world.ring.activeId)).toEqual({
    outcome: 'gone',
    fault: 'Push HOST',
  });
  expect(pushService.knocks).toEqual([]);
});

test('a phone that shows a certificate nobody vouches for is not told', async () => {
  const other = await startPushService();
  const push = openPush(world.ring, {
    origin,
    mailFrom: null,
    test: { origin: pushService.origin, caFile: other.caFile },
  });
  expect(await push.send(endpoint(), world.ring.activeId)).toMatchObject({ outcome: 'refused' });
  expect(pushService.knocks).toEqual([]);
  await other.stop();
});

test('one phone is one person’s, the last who turned it on; and of one person five', async () => {
  const other = await aYoungPerson(world.db, here, `Later ${people}`);
  await onPhone('shared');
  await onPhone('shared');
  expect(await findAddresses(context, sky)).toHaveLength(1);
  await turnOnPhone(context, other, endpoint('shared'), 'en');
  expect(await findAddresses(context, sky)).toEqual([]);
  expect(await findAddresses(context, other)).toHaveLength(1);
  for (const phone of ['a', 'b', 'c', 'd', 'e', 'f']) await onPhone(phone);
  const left = (await findAddresses(context, sky)).map(({ address }) => address);
  expect(left).toEqual(['b', 'c', 'd', 'e', 'f'].map((phone) => endpoint(phone)));
});

test('an email address is used only once its code came back: five tries, one hour', async () => {
  expect(await askToConfirm(context, sky, 'sky@example.org', 'en')).toBe('asked');
  expect(mailServer.received[0]?.raw).toContain('Subject: Your code\r\n');
  for (const secret of canaries()) expect(mailServer.received[0]?.raw).not.toContain(secret);
  const code = codeIn(mailServer);
  expect(await tellNow(context, sky)).toEqual([]);
  const wrong = code === '000000' ? '000001' : '000000';
  const tries = await Promise.all(Array.from({ length: 9 }, () => confirmEmail(context, sky, wrong)));
  expect(tries.filter((one) => one === 'wrong')).toHaveLength(4);
  expect(await confirmEmail(context, sky, code)).toBe('used-up');

  expect(await askToConfirm(context, sky, 'sky@example.org', 'en')).toBe('asked');
  world.pass(1.1);
  expect(await confirmEmail(context, sky, codeIn(mailServer))).toBe('too-late');

  expect(await askToConfirm(context, sky, 'sky@example.org', 'en')).toBe('asked');
  const good = codeIn(mailServer);
  expect(await confirmEmail(context, sky, ` ${good.slice(0, 3)} ${good.slice(3)} `)).toBe('confirmed');
  expect(await confirmEmail(context, sky, good)).toBe('none');
  expect(await askToConfirm(context, sky, 'sky@example.org', 'en')).toBe('on-already');
});

test('another address takes the place of the first when it is confirmed, and not before', async () => {
  await onEmail('first@example.org');
  await askToConfirm(context, sky, 'second@example.org', 'en');
  await tellNow(context, sky);
  expect(mailServer.received.at(-1)?.to).toEqual(['first@example.org']);
  const [code] = mailServer.received
    .splice(0)
    .map(({ raw }) => /\b\d{6}\b/.exec(raw.split('\r\n\r\n')[1] ?? '')?.[0]);
  expect(await confirmEmail(context, sky, code ?? '')).toBe('confirmed');
  await tellNow(context, sky);
  expect(mailServer.received.map(({ to }) => to)).toEqual([['second@example.org']]);
});

test('a code that could not be sent leaves nothing behind', async () => {
  mailServer.refuse = 550;
  expect(await askToConfirm(context, sky, 'nobody@example.org', 'en')).toBe('not-sent');
  expect(await findAddresses(context, sky)).toEqual([]);
});

test('an address that was never confirmed is forgotten after a day; one that was stays', async () => {
  await onEmail('first@example.org');
  await askToConfirm(context, sky, 'anybodys@example.org', 'en');
  world.pass(23);
  await forgetUnconfirmed(world.db, here, world.clock());
  expect(await findAddresses(context, sky)).toHaveLength(2);
  world.pass(2);
  await forgetUnconfirmed(world.db, here, world.clock());
  expect((await findAddresses(context, sky)).map(({ address }) => address)).toEqual(['first@example.org']);
});
