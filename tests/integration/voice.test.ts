import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { showReceipt } from '../../src/lib/voice/receipt.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import { addToThread, findThreadFor, readThread } from '../../src/lib/voice/thread.server.ts';
import { kind } from '../support/test-database.ts';
import { aDraft, aSendKey, makeWorld } from '../support/world.ts';

const world = makeWorld();
const CANARY = 'canary-words-nobody-may-store';

async function everythingStored(): Promise<string> {
  const tables = await world.db.introspection.getTables();
  const parts = await Promise.all(
    tables.map(async ({ name }) =>
      JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(world.db)).rows),
    ),
  );
  return parts.join('\n');
}

test('a receipt opens the thread, and the words in it are what was sent', async () => {
  const words = 'My social worker changed again. لا أعرف اسمها 🙂';
  const sent = await receiveMessage(world, 'manchester', aDraft(words), aSendKey());
  const open = await findThreadFor(world, 'manchester', sent.receipt);
  const thread = open && (await readThread(world.db, 'manchester', open));
  expect(thread?.message.stage).toBe('awaiting-screening');
  expect(thread?.entries).toMatchObject([{ kind: 'said', words, screened: 'awaiting' }]);
});

test('neither words nor receipt are stored in clear', async () => {
  const sent = await receiveMessage(world, 'manchester', aDraft(CANARY), aSendKey());
  const open = await findThreadFor(world, 'manchester', sent.receipt);
  if (open) await addToThread(world, 'manchester', open, `more ${CANARY}`, aSendKey());
  const stored = await everythingStored();
  const receipt = showReceipt(sent.receipt);
  expect(stored).toContain(sent.messageId);
  expect(stored).not.toContain(CANARY);
  expect(stored).not.toContain(receipt.digits.join(''));
  expect(stored).not.toContain(sent.receipt.toString());
  expect(stored).not.toContain(receipt.words.slice(0, 3).join(' '));
});

test('a form sent many times at once is one message with one receipt', async () => {
  const key = aSendKey();
  const draft = aDraft('Only once please');
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => receiveMessage(world, 'manchester', draft, key)),
  );
  expect(new Set(answers.map((answer) => answer.receipt)).size).toBe(1);
  expect(new Set(answers.map((answer) => answer.messageId)).size).toBe(1);
});

test('the same form with other words is refused, and the first words stay', async () => {
  const key = aSendKey();
  const first = await receiveMessage(world, 'manchester', aDraft('First words'), key);
  await expect(receiveMessage(world, 'manchester', aDraft('Other words'), key)).rejects.toMatchObject({
    code: 'already-sent-differently',
  });
  const open = await findThreadFor(world, 'manchester', first.receipt);
  expect(open && (await readThread(world.db, 'manchester', open)).entries).toMatchObject([
    { words: 'First words' },
  ]);
});

test('a receipt of one authority opens nothing at another', async () => {
  const sent = await receiveMessage(world, 'manchester', aDraft('Here'), aSendKey());
  expect(await findThreadFor(world, 'manchester', sent.receipt)).not.toBeNull();
  expect(await findThreadFor(world, 'warrington', sent.receipt)).toBeNull();
});

test('a receipt nobody was given opens nothing', async () => {
  expect(await findThreadFor(world, 'manchester', 123_456_789n)).toBeNull();
});

test('adding to a thread twice adds once; other words under the same key are refused', async () => {
  const sent = await receiveMessage(world, 'manchester', aDraft('Start'), aSendKey());
  const open = await findThreadFor(world, 'manchester', sent.receipt);
  if (!open) throw new Error('The thread should open.');
  const key = aSendKey();
  await addToThread(world, 'manchester', open, 'And this', key);
  await addToThread(world, 'manchester', open, 'And this', key);
  await expect(addToThread(world, 'manchester', open, 'Not this', key)).rejects.toMatchObject({
    code: 'already-sent-differently',
  });
  const said = (await readThread(world.db, 'manchester', open)).entries.filter(
    (entry) => entry.kind === 'said',
  );
  expect(said.map((entry) => entry.words)).toEqual(['Start', 'And this']);
});

test('a sealed text moved to another row does not open', async () => {
  const one = await receiveMessage(world, 'manchester', aDraft('One'), aSendKey());
  const two = await receiveMessage(world, 'manchester', aDraft('Two'), aSendKey());
  const rows = await world.db
    .selectFrom('thread_entries')
    .selectAll()
    .where('message_id', '=', one.messageId)
    .execute();
  await world.db
    .updateTable('thread_entries')
    .set({ sealed: rows[0]?.sealed ?? '' })
    .where('message_id', '=', two.messageId)
    .execute();
  const open = await findThreadFor(world, 'manchester', two.receipt);
  await expect(open && readThread(world.db, 'manchester', open)).rejects.toThrow();
});

test('the suite runs on the database it says', async () => {
  expect(world.database.kind).toBe(kind);
});
