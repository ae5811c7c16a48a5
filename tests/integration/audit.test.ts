import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { findBreak, findRecentDeeds, record } from '../../src/lib/audit/audit.server.ts';
import { kind } from '../support/test-database.ts';
import { makeWorld } from '../support/world.ts';

const world = makeWorld();
const deed = (action: string) => ({ actor: 'me', action, object: 'thing' });

async function write(authorityId: string, action: string): Promise<void> {
  await world.db
    .transaction()
    .execute((trx) => record(trx, world.auditKey, authorityId, deed(action), world.clock()));
}

async function lift(): Promise<void> {
  const drop =
    kind === 'postgresql'
      ? ['drop trigger if exists audit_entries_kept on audit_entries']
      : ['drop trigger if exists audit_entries_no_update', 'drop trigger if exists audit_entries_no_delete'];
  for (const statement of drop) await sql.raw(statement).execute(world.db);
}

test('many writers at once make one chain without a gap', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => write('warrington', `deed-${index}`)));
  expect(await findBreak(world.db, world.auditKey, 'warrington')).toBeNull();
  const seqs = (await findRecentDeeds(world.db, 'warrington', 50)).map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
});

test('a deed that fails leaves no entry', async () => {
  const before = (await findRecentDeeds(world.db, 'warrington', 1))[0]?.seq;
  const failing = world.db.transaction().execute(async (trx) => {
    await record(trx, world.auditKey, 'warrington', deed('never'), world.clock());
    throw new Error('the deed failed');
  });
  await expect(failing).rejects.toThrow('the deed failed');
  expect((await findRecentDeeds(world.db, 'warrington', 1))[0]?.seq).toBe(before);
});

test('the database refuses to change or remove an entry', async () => {
  await write('manchester', 'one');
  await expect(world.db.updateTable('audit_entries').set({ actor: 'you' }).execute()).rejects.toThrow(
    /never changed/,
  );
  await expect(world.db.deleteFrom('audit_entries').execute()).rejects.toThrow(/never changed/);
});

test('with the guard lifted, each change of each column, a removal and a cut tail are all found', async () => {
  for (let entry = 0; entry < 6; entry += 1) await write('cheshire-east', `deed-${entry}`);
  await lift();
  const at = (seq: number) =>
    world.db.updateTable('audit_entries').where('authority_id', '=', 'cheshire-east').where('seq', '=', seq);
  const rows = (await findRecentDeeds(world.db, 'cheshire-east', 10)).reverse();
  for (const column of ['at', 'actor', 'action', 'object', 'meta', 'prev', 'hash'] as const) {
    const original = rows[2]?.[column] ?? '';
    await at(3)
      .set({ [column]: `${original}x` })
      .execute();
    expect(await findBreak(world.db, world.auditKey, 'cheshire-east'), column).toBe(3);
    await at(3)
      .set({ [column]: original })
      .execute();
  }
  expect(await findBreak(world.db, world.auditKey, 'cheshire-east')).toBeNull();
  const remove = (seq: number) =>
    world.db
      .deleteFrom('audit_entries')
      .where('authority_id', '=', 'cheshire-east')
      .where('seq', '=', seq)
      .execute();
  await remove(6);
  expect(await findBreak(world.db, world.auditKey, 'cheshire-east')).toBe(6);
  await remove(2);
  expect(await findBreak(world.db, world.auditKey, 'cheshire-east')).toBe(2);
});

test('nobody without the key can make a chain that fits', async () => {
  await write('manchester', 'two');
  expect(await findBreak(world.db, new Uint8Array(32), 'manchester')).toBe(1);
});
