import { expect, test } from 'vitest';
import { inviteYoungPerson } from '../../src/lib/identity/young-invitations.server.ts';
import { freezeVoices } from '../../src/lib/moderation/freeze-voices.server.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import { receiveMessage } from '../../src/lib/voice/send.server.ts';
import type { MessageDraft } from '../../src/lib/voice/message.ts';
import { aDraft, aSendKey, makeWorld } from '../support/world.ts';

const world = makeWorld();

async function send(authorityId: string, rest: Partial<MessageDraft>, personId: string | null = null) {
  const sent = await receiveMessage(world, authorityId, aDraft('Made up', rest), aSendKey());
  if (personId)
    await world.db
      .updateTable('messages')
      .set({ person_id: personId })
      .where('message_id', '=', sent.messageId)
      .execute();
  return sent.messageId;
}

/** Freezes the voices of messages as a release does. @returns how many there are, and what is kept of each. */
async function freeze(authorityId: string, messageIds: string[], at = world.clock()) {
  const pointId = newId(at);
  const voices = await world.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('point_sources')
      .values(messageIds.map((id) => ({ authority_id: authorityId, point_id: pointId, message_id: id })))
      .execute();
    return freezeVoices(trx, world.ring, authorityId, { pointId, themeId: 'respect' }, at);
  });
  const rows = await world.db
    .selectFrom('point_voices')
    .selectAll()
    .where('point_id', '=', pointId)
    .orderBy('language')
    .execute();
  return { voices, rows };
}

test('a message with a receipt is one voice each, with what its sender chose to tell', async () => {
  const told = { lang: 'ar', ageBand: '13-15', area: 'elsewhere' } as const;
  const ids = [await send('manchester', {}), await send('manchester', told)];
  const { voices, rows } = await freeze('manchester', ids);
  expect(voices).toBe(2);
  expect(rows).toMatchObject([
    { language: 'ar', age_band: '13-15', area: 'elsewhere', channel: 'receipt', known: 0, period: '2026-Q2' },
    { language: 'en', age_band: '', area: '', channel: 'receipt', known: 0 },
  ]);
});

test('a young person who signed in is one voice in a quarter, and another in the next', async () => {
  const { personId } = await inviteYoungPerson(world, world.staff.worker, 'V-1');
  const both = [await send('manchester', {}, personId), await send('manchester', {}, personId)];
  const now = await freeze('manchester', both);
  expect([now.voices, now.rows.map(({ known }) => known)]).toEqual([1, [1]]);
  const again = await freeze('manchester', [await send('manchester', {}, personId)]);
  expect(again.rows[0]?.voice).toBe(now.rows[0]?.voice);
  const later = new Date(world.clock().getTime() + 92 * 86_400_000);
  const next = await freeze('manchester', [await send('manchester', {}, personId)], later);
  expect(next.rows[0]?.voice).not.toBe(now.rows[0]?.voice);
  expect(JSON.stringify([now, next])).not.toContain(personId);
});

test('what an authority rules out is not kept with its counts', async () => {
  const told = { lang: 'ar', ageBand: '16-17', area: 'in-area' } as const;
  const { rows } = await freeze('warrington', [await send('warrington', told)]);
  expect(rows).toMatchObject([{ language: '', age_band: '', area: 'in-area', channel: 'receipt' }]);
});
