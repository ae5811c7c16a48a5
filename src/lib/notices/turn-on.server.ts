import { randomInt } from 'node:crypto';
import { translator } from '../i18n/translator.ts';
import type { Lang } from '../i18n/languages.ts';
import { minutesAfter, toInstant } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { log } from '../platform/log.server.ts';
import { fingerprintOf, sealAddress, type NoticesContext, type Whose } from './addresses.server.ts';
import type { NoticeAddressRow } from './notice.table.ts';
import type { NoticeKind } from './notice.ts';
import {
  beginNoting,
  confirmAddress,
  deleteAddress,
  deleteEmails,
  deletePhone,
  findAddressRows,
  insertAddress,
  takeTry,
} from './notices.queries.server.ts';

/** How often one code may be typed wrong, and for how long it works. */
const TRIES = 5;
const CODE_MINUTES = 60;
/** More phones than anybody has. */
const PHONES = 5;

async function newRow(
  { ring, clock }: NoticesContext,
  { authorityId, personId }: Whose,
  kind: NoticeKind,
  address: string,
  lang: Lang,
) {
  const at = clock();
  const noticeId = newId(at);
  return {
    authority_id: authorityId,
    notice_id: noticeId,
    person_id: personId,
    kind,
    kid: ring.activeId,
    sealed: await sealAddress(ring, authorityId, noticeId, kind, address),
    fingerprint: fingerprintOf(ring, authorityId, kind, address),
    lang,
    created_at: toInstant(at),
  };
}

/** Turns notices on for the phone whose browser's push service gave this address. @returns whether it is one we know. */
export async function turnOnPhone(
  context: NoticesContext,
  whose: Whose,
  endpoint: string,
  lang: Lang,
): Promise<boolean> {
  const address = context.push?.parse(endpoint) ?? null;
  if (address === null) return false;
  const { authorityId, personId } = whose;
  const row = await newRow(context, whose, 'push', address, lang);
  await context.db.transaction().execute(async (trx) => {
    await deletePhone(trx, authorityId, row.fingerprint);
    const phones = (await findAddressRows(trx, authorityId, personId)).filter(({ kind }) => kind === 'push');
    const tooMany = phones.slice(0, Math.max(0, phones.length - PHONES + 1));
    for (const { notice_id } of tooMany) await deleteAddress(trx, authorityId, personId, notice_id);
    await insertAddress(trx, { ...row, confirmed_at: row.created_at, code_mac: null });
    await beginNoting(trx, authorityId, personId);
  });
  return true;
}

const codeMac = ({ ring }: NoticesContext, authorityId: string, noticeId: string, code: string) =>
  ring.mac('notices', 'code', authorityId, noticeId, code);

/** What became of an email address that was typed. */
export type Asked = 'asked' | 'on-already' | 'not-sent';

/**
 * Sends a code to an email address; nothing else is sent there until it comes back. One that was confirmed before stays
 * until then.
 */
export async function askToConfirm(
  context: NoticesContext,
  whose: Whose,
  address: string,
  lang: Lang,
): Promise<Asked> {
  if (!context.mail) return 'not-sent';
  const { authorityId, personId } = whose;
  const code = randomInt(1_000_000).toString().padStart(6, '0');
  const row = await newRow(context, whose, 'email', address, lang);
  const isHere = (one: NoticeAddressRow) => one.kind === 'email' && one.fingerprint === row.fingerprint;
  const already = await context.db.transaction().execute(async (trx) => {
    await deleteEmails(trx, authorityId, personId, 'unconfirmed');
    if ((await findAddressRows(trx, authorityId, personId)).some(isHere)) return true;
    const code_mac = codeMac(context, authorityId, row.notice_id, code);
    await insertAddress(trx, { ...row, confirmed_at: null, code_mac });
    return false;
  });
  if (already) return 'on-already';
  const t = translator(lang);
  const text = `${t('notices.mail.code', { code })}\n\n${t('notices.mail.notYou')}\n`;
  const { outcome, fault } = await context.mail.send(address, t('notices.mail.codeSubject'), text);
  if (outcome === 'sent' || outcome === 'unsure') return 'asked';
  if (fault !== undefined) log({ job: 'sendNotices', fault });
  await deleteAddress(context.db, authorityId, personId, row.notice_id);
  return 'not-sent';
}

/** What became of a code that was typed. */
export type Confirmed = 'confirmed' | 'wrong' | 'used-up' | 'too-late' | 'none';

/** Takes the code that was sent to an email address: from then on notices go there, and nowhere else by email. */
export async function confirmEmail(context: NoticesContext, whose: Whose, typed: string): Promise<Confirmed> {
  const { authorityId, personId } = whose;
  const row = await takeTry(context.db, authorityId, personId, TRIES);
  if (!row) {
    const rows = await findAddressRows(context.db, authorityId, personId);
    return rows.some((one) => one.kind === 'email' && one.confirmed_at === null) ? 'used-up' : 'none';
  }
  const at = context.clock();
  if (toInstant(minutesAfter(at, -CODE_MINUTES)) > row.created_at) return 'too-late';
  const code = typed.replace(/[\s-]/g, '');
  if (codeMac(context, authorityId, row.notice_id, code) !== row.code_mac)
    return row.code_tries >= TRIES ? 'used-up' : 'wrong';
  await context.db.transaction().execute(async (trx) => {
    await confirmAddress(trx, authorityId, row.notice_id, at);
    await deleteEmails(trx, authorityId, personId, { but: row.notice_id });
    await beginNoting(trx, authorityId, personId);
  });
  return 'confirmed';
}
