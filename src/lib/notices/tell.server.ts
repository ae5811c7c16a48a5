import { translator } from '../i18n/translator.ts';
import { findYoungPerson } from '../identity/young-people.queries.server.ts';
import { toInstant } from '../platform/clock.ts';
import { kindOf, log } from '../platform/log.server.ts';
import { deliverOutbox } from '../platform/outbox.server.ts';
import { findAddresses, type NoticeAddress, type NoticesContext, type Whose } from './addresses.server.ts';
import type { NoticesDueRow } from './notice.table.ts';
import {
  afterBringing,
  isNight,
  nextTry,
  SOMETHING_NEW,
  windowBegan,
  type Brought,
  type Outcome,
} from './notice.ts';
import {
  claim,
  deleteAddress,
  findDue,
  noteBrought,
  noteNew,
  noteTold,
  putOff,
} from './notices.queries.server.ts';
import { forgetNotices } from './turn-off.server.ts';

/** How many people are told in one round, and how many at the same time. */
const IN_A_ROUND = 400;
const AT_ONCE = 8;

/** Notes for whom there is something new. Nothing is left of the event afterwards: it named somebody. */
export async function takeEvents({ db, clock }: NoticesContext, authorityId: string): Promise<number> {
  return deliverOutbox(db, authorityId, SOMETHING_NEW, clock(), async (trx, { eventId, body, createdAt }) => {
    await noteNew(trx, authorityId, body.personId ?? '', createdAt);
    await trx
      .deleteFrom('outbox')
      .where('authority_id', '=', authorityId)
      .where('event_id', '=', eventId)
      .execute();
  });
}

/** Each kind of fault once a round: a mail server that is down must not fill the log. */
function logKinds(faults: Set<string>): void {
  for (const fault of faults) log({ job: 'sendNotices', fault });
}

async function bring(
  { mail, push, origin }: NoticesContext,
  { kind, address, kid, lang }: NoticeAddress,
): Promise<Brought> {
  // Turned off by the operator meanwhile: it waits for better times, and is not forgotten.
  if (kind === 'push') return push ? push.send(address, kid) : { outcome: 'refused' };
  if (!mail) return { outcome: 'refused' };
  const t = translator(lang);
  const text = `${t('notice.text')}\n\n${origin}/\n\n${t('notices.mail.off')}\n`;
  return mail.send(address, t('notices.mail.subject'), text);
}

/** Takes one notice to everywhere a person wants it. What has gone away is forgotten. */
async function bringEverywhere(
  context: NoticesContext,
  whose: Whose,
  faults: Set<string>,
): Promise<Outcome[]> {
  const addresses = (await findAddresses(context, whose)).filter(({ confirmed }) => confirmed);
  return Promise.all(
    addresses.map(async (address) => {
      const { outcome, fault } = await bring(context, address);
      if (fault !== undefined) faults.add(fault);
      const { authorityId, personId } = whose;
      if (outcome === 'gone') await deleteAddress(context.db, authorityId, personId, address.noticeId);
      else await noteBrought(context.db, authorityId, address.noticeId, outcome === 'sent');
      return outcome;
    }),
  );
}

async function tellOne(context: NoticesContext, row: NoticesDueRow, faults: Set<string>): Promise<boolean> {
  const { db, clock } = context;
  const at = clock();
  const whose = { authorityId: row.authority_id, personId: row.person_id };
  if ((await findYoungPerson(db, whose.authorityId, whose.personId)) === null) {
    await db.transaction().execute((trx) => forgetNotices(trx, whose));
    return false;
  }
  if (!(await claim(db, row, at))) return false;
  const outcomes = await bringEverywhere(context, whose, faults);
  const then = afterBringing(outcomes, row.failures);
  if (then === 'told' || then === 'given-up') await noteTold(db, row);
  if (then === 'soon-again')
    await putOff(db, row, { sentAt: row.sent_at, tryAt: nextTry(row.failures + 1, at) });
  if (then === 'next-window') await putOff(db, row, { sentAt: toInstant(at), tryAt: at });
  return outcomes.includes('sent');
}

/**
 * Tells everybody of an authority for whom there is something new and who may be told now: not at night, not twice in
 * six hours. A notice is taken before it is brought, so that no crash and no second server tells anybody twice; what a
 * crash cut off is brought in the next six hours' window.
 * @returns how many were told.
 */
export async function tellDue(context: NoticesContext, authorityId: string): Promise<number> {
  const at = context.clock();
  if (isNight(at)) return 0;
  const rows = await findDue(context.db, authorityId, at, windowBegan(at), IN_A_ROUND);
  let told = 0;
  const faults = new Set<string>();
  const next = rows.values();
  const work = async () => {
    for (const row of next) {
      try {
        if (await tellOne(context, row, faults)) told += 1;
      } catch (fault) {
        // One whose address does not open must not stand before all the others.
        faults.add(kindOf(fault));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  logKinds(faults);
  return told;
}

/** One to try, now: whatever the hour, and whether or not there is anything new. @returns how each went. */
export async function tellNow(context: NoticesContext, whose: Whose): Promise<Outcome[]> {
  const faults = new Set<string>();
  const outcomes = await bringEverywhere(context, whose, faults);
  logKinds(faults);
  return outcomes;
}
