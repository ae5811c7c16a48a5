import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeCheckBack } from '../../src/routes/[authority=authority]/[lang=language]/(young)/say/receipt/check-back.server.ts';
import { findDecision } from '../../src/lib/change/decision.queries.server.ts';
import { addEvidence } from '../../src/lib/change/keep-evidence.server.ts';
import { moveDueDay } from '../../src/lib/change/move-due-day.server.ts';
import { reopenDecision } from '../../src/lib/change/decide.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import type { Role } from '../../src/lib/identity/roles.ts';
import { findReasons } from '../../src/lib/voice/reasons.queries.server.ts';
import { showStretched } from '../../src/lib/voice/stretch.ts';
import { stretchInTurn } from '../../src/lib/voice/stretch.server.ts';
import { findThreadWith } from '../../src/lib/voice/thread.server.ts';
import { aDecision, aPoint, publish } from '../support/decisions.ts';
import { clientOf, makeClient, type Client } from '../support/desk-client.ts';
import { startServer, type RunningServer } from '../support/running-server.ts';
import { aSendKey, makeWorld } from '../support/world.ts';

const world = makeWorld();
const here = 'manchester';
const desk = '/manchester/desk';
let server: RunningServer;
const clients = {} as Record<Role, Client>;

beforeAll(async () => {
  // The server's clock is the machine's: the story's is set to it.
  world.pass((Date.now() - world.clock().getTime()) / 3_600_000);
  server = await startServer(world.database.environment);
  for (const role of [
    'participation-worker',
    'council-member',
    'decision-owner',
    'service-lead',
    'advocate',
    'safeguarding-duty',
  ] as const)
    clients[role] = await clientOf(server.origin, world.db, world.staff[role]);
}, 120_000);

afterAll(() => server?.stop());

const inDays = (days: number) =>
  new Date(world.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('bad input is told, with what was typed, and changes nothing', () => {
  let pointId = '';
  let decisionId = '';
  beforeAll(async () => {
    pointId = (await aPoint(world)).pointId;
    decisionId = await aDecision(world, [(await aPoint(world)).pointId], inDays(30));
  });

  const opening = (fields: Record<string, string>) =>
    clients['participation-worker'].post(`${desk}/decisions/new`, {
      points: pointId,
      owner: world.staff['decision-owner'].personId,
      ownerRole: 'Head of placements',
      dueOn: inDays(30),
      'said-en': 'You said a kept sentence.',
      ...fields,
    });

  test.each<[string, () => Record<string, string>, string]>([
    ['no owner', () => ({ owner: '' }), 'Choose who owns this.'],
    ['an owner who may not', () => ({ owner: world.staff.editor.personId }), 'Choose who owns this.'],
    ['no role', () => ({ ownerRole: '' }), 'Say which role answers for this.'],
    [
      'a person for a role',
      () => ({ ownerRole: world.staff.editor.displayName }),
      'Name a role, not a person',
    ],
    ['a due day in the past', () => ({ dueOn: inDays(-2) }), 'Give a day that is still to come.'],
    ['no points', () => ({ points: '' }), 'Go back and tick at least one point.'],
    [
      'more points than fit',
      () => ({ points: Array.from({ length: 60 }, (_, n) => `p-${n}`).join(' ') }),
      'at most 50 points',
    ],
  ])('opening with %s', async (_, fields, told) => {
    const answer = await opening(fields());
    expect([answer.status, answer.text.includes(told), answer.text.includes('a kept sentence')]).toEqual([
      400,
      true,
      true,
    ]);
  });

  test('“we can’t” without its because, a later day without a reason, evidence without an address that is one', async () => {
    const owner = clients['decision-owner'];
    const at = (path: string) => `${desk}/decisions/${decisionId}/${path}`;
    const cant = { version: '1', state: 'we-cant', 'said-en': 'You said.', 'answer-en': 'We can’t, kept.' };
    const published = await owner.post(at('publish'), cant);
    expect([
      published.status,
      published.text.includes('owed a reason'),
      published.text.includes('kept'),
    ]).toEqual([400, true, true]);
    const longer = await owner.post(at('longer'), { version: '1', dueOn: inDays(60), 'because-en': '' });
    expect([longer.status, longer.text.includes('Say why you need longer')]).toEqual([400, true]);
    const evidence = { 'words-en': 'A kept proof.', happenedOn: inDays(-1), link: 'javascript:alert(1)' };
    const added = await owner.post(at('evidence'), evidence);
    expect([
      added.status,
      added.text.includes('begins with https://'),
      added.text.includes('A kept proof.'),
    ]).toEqual([400, true, true]);
    const last = (await findDecision(world.db, here, decisionId)).pointIds[0] ?? '';
    const out = await owner.post(at('points'), { version: '1', out: last });
    expect([out.status, out.text.includes('It is the last point.')]).toEqual([400, true]);
    expect(await findDecision(world.db, here, decisionId)).toMatchObject({ version: 1, state: 'open' });
  });

  test('two people on the same decision: the second is told that it moved on, and it is published once', async () => {
    const one = await aDecision(world, [pointId], inDays(30));
    const words = { version: '1', state: 'we-did', 'said-en': 'You said.', 'answer-en': 'We did it.' };
    const answers = [];
    for (const role of ['decision-owner', 'service-lead'] as const)
      answers.push((await clients[role].post(`${desk}/decisions/${one}/publish`, words)).status);
    expect(answers).toEqual([303, 409]);
  });

  test('whoever neither owns it nor leads the service may not answer it', async () => {
    const lead = await aDecision(world, [(await aPoint(world)).pointId], inDays(30));
    await world.db
      .updateTable('decisions')
      .set({ owner_id: world.staff['service-lead'].personId })
      .where('decision_id', '=', lead)
      .execute();
    for (const path of ['publish', 'longer'])
      expect((await clients['decision-owner'].get(`${desk}/decisions/${lead}/${path}`)).status).toBe(404);
    expect((await clients['service-lead'].get(`${desk}/decisions/${lead}/publish`)).status).toBe(200);
  });
});

test('what shows that it was done: the Council sees all of it, everyone what is public, and the because and new day', async () => {
  const { pointId } = await aPoint(world);
  const decisionId = await aDecision(world, [pointId], inDays(30));
  const owner = world.staff['decision-owner'].personId;
  const proof = { link: null, happenedOn: inDays(-1) };
  const open = { ...proof, words: { en: 'Everyone sees this proof.' }, isPublic: true };
  const inside = { ...proof, words: { en: 'The Council sees this proof.' }, isPublic: false };
  for (const one of [open, inside]) await addEvidence(world, owner, here, decisionId, one);
  const because = 'The money is spent.';
  await publish(world, decisionId, {
    state: 'we-cant',
    answer: { en: { said: 'You said so.', answer: 'We can’t buy it.', because } },
  });
  const council = await clients['council-member'].get(`${desk}/decisions/${decisionId}`);
  for (const text of ['Everyone sees this proof.', 'The Council sees this proof.', because])
    expect(council.text).toContain(text);
  expect(council.text).not.toMatch(
    /decisions\/[\w-]+\/(publish|longer|reopen|evidence|points)|data-check-back/,
  );
  const { slug, version } = await findDecision(world.db, here, decisionId);
  const look = async () => (await makeClient(server.origin).get(`/manchester/en/done/${slug}`)).text;
  const page = await look();
  for (const text of [
    'Everyone sees this proof.',
    because,
    'Head of placements',
    'We do not show numbers yet.',
  ])
    expect(page).toContain(text);
  expect(page).not.toContain('The Council sees this proof.');
  await reopenDecision(world, owner, here, decisionId, version, inDays(20));
  const longer = { dueOn: inDays(40), because: { en: 'The builders are late.' } };
  await moveDueDay(world, owner, here, decisionId, version + 1, longer);
  await tellSenders(world, here);
  // Another server made the change: this one asks now and again whether what it keeps is still so.
  await expect
    .poll(look, { timeout: 20_000 })
    .toMatch(/We are looking at this again[^]*The builders are late\./);
});

test('lateness reaches who it should: no words of messages, and links only for who may follow them', async () => {
  const due = { first: inDays(-2), lead: inDays(-9), all: inDays(-40) };
  for (const [name, day] of Object.entries(due)) {
    const { pointId } = await aPoint(world);
    const decisionId = await aDecision(world, [pointId], inDays(1));
    await world.db
      .updateTable('decision_texts')
      .set({ said: `Late for ${name}.` })
      .where('decision_id', '=', decisionId)
      .execute();
    await world.db
      .updateTable('decisions')
      .set({ due_on: day })
      .where('decision_id', '=', decisionId)
      .execute();
  }
  const { sent } = await aPoint(world);
  const messageId = sent[0]?.messageId ?? '';
  await world.db
    .updateTable('messages')
    .set({ stage_since: '2020-01-01T09:00:00.000Z' })
    .where('message_id', '=', messageId)
    .execute();
  const seen = async (role: Role) => (await clients[role].get(`${desk}/late`)).text;
  const owner = await seen('decision-owner');
  for (const name of Object.keys(due)) expect(owner).toContain(`Late for ${name}.`);
  expect(owner).not.toContain('data-late-stages');
  const lead = await seen('service-lead');
  expect([
    lead.includes('Late for first.'),
    lead.includes('Late for lead.'),
    lead.includes('Late for all.'),
  ]).toEqual([false, true, true]);
  const advocate = await seen('advocate');
  expect([advocate.includes('Late for lead.'), advocate.includes('Late for all.')]).toEqual([false, true]);
  for (const text of [lead, advocate]) {
    expect(text).toContain(messageId.slice(-12));
    expect(text).not.toContain(messageId);
    expect(text).not.toContain('Nobody asked me');
    expect(text).toContain('Too few have answered to show counts.');
  }
  expect(advocate).not.toContain(`${desk}/decisions/`);
  expect((await clients.advocate.get(desk)).text).toContain('decisions that are late');
});

test('“no”, why, screened, accepted, looked at again: without JavaScript', async () => {
  const { pointId, sent } = await aPoint(world);
  const decisionId = await aDecision(world, [pointId], inDays(30));
  await publish(world, decisionId);
  const [one] = sent;
  if (!one) throw new Error('There should be a sender.');
  const opener = showStretched(await stretchInTurn(here, one.receipt));
  const young = makeClient(server.origin);
  const at = (path: string) => `/manchester/en/say/receipt${path}`;
  const no = await young.post(at('/check-back'), { opener, decision: decisionId, answer: 'no' });
  const form = /<form[^>]*data-why-form[^]*?<\/form>/.exec(no.text)?.[0] ?? '';
  const key = /name="key" value="([\w-]+)"/.exec(form)?.[1] ?? '';
  expect([no.status, form.includes(decisionId), key.length > 10]).toEqual([200, true, true]);
  const empty = await young.post(at('/reply'), { opener, decision: decisionId, key, words: ' ' });
  expect([empty.status, empty.text.includes('name="decision"')]).toEqual([400, true]);
  const why = { opener, decision: decisionId, key, words: 'They still decide without me' };
  const told = await young.post(at('/reply'), why);
  expect([
    told.status,
    told.text.includes('data-why-form'),
    told.text.includes('A person is reading it.'),
  ]).toEqual([200, false, true]);
  const moderator = clients['participation-worker'];
  const message = `${desk}/moderation/${one.messageId}`;
  expect((await moderator.get(message)).text).not.toContain('still decide without me');
  await clients['safeguarding-duty'].post(`${desk}/screening/${one.messageId}/pass`, { seen: '~' });
  const [reason] = await findReasons(world.db, here, one.messageId);
  const page = await moderator.get(message);
  expect(page.text).toMatch(/data-reason="waiting"[^]*still decide without me/);
  const entry = reason?.entryId ?? '';
  expect((await moderator.post(`${message}/reason`, { entry, verdict: 'perhaps' })).status).toBe(400);
  expect((await moderator.post(`${message}/reason`, { entry, verdict: 'accepted' })).status).toBe(303);
  expect((await moderator.post(`${message}/reason`, { entry, verdict: 'set-aside' })).status).toBe(409);
  expect(await findDecision(world.db, here, decisionId)).toMatchObject({ state: 'open', round: 2 });
  expect((await young.post(at(''), { opener })).text).toContain(
    'It was not right, so we are looking at it again.',
  );
  for (const role of ['decision-owner', 'council-member', 'service-lead'] as const)
    expect((await clients[role].get(`${desk}/decisions/${decisionId}`)).text).not.toContain(
      'decide without me',
    );
  // Words for a decision that is not theirs, or is open again, are words like any other.
  await young.post(at('/reply'), { ...why, key: aSendKey(), words: 'And one more thing' });
  expect(await findReasons(world.db, here, one.messageId)).toHaveLength(1);
  const open = await findThreadWith(world, here, await stretchInTurn(here, one.receipt));
  expect(open && (await takeCheckBack(world, here, open, decisionId, 'no'))).toBe('done.notOpen');
});
