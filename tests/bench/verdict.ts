/** What the database holds against what senders were told. */
export interface Verdict {
  tried: number;
  acknowledged: number;
  /** Acknowledged and not there. */
  lost: number;
  /** Stored more than once, whether under one key or two. */
  doubled: number;
  /** Acknowledged and stored otherwise than it was sent or answered. */
  changed: number;
  /** Not acknowledged, and of these how many are there all the same: 0 or 1 each. */
  unknown: { count: number; stored: number };
  /** Stored and never sent. */
  strangers: number;
  /** Pairs where one was acknowledged before the other was begun, and the record has them the other way round. */
  outOfOrder: number;
  /** What PRAGMA integrity_check says, or why it could not be asked. */
  integrity: string;
  /** The first entry of the audit chain that does not fit, or null. */
  auditBreak: number | null;
  /** Messages without exactly one `message.received`, and such entries without a message. */
  unrecorded: number;
}

/** Whether every promise was kept: what was acknowledged is there, once, as it was sent, and recorded once. */
export function holds(verdict: Verdict): boolean {
  const { lost, doubled, changed, strangers, outOfOrder, unrecorded, integrity, auditBreak } = verdict;
  return (
    [lost, doubled, changed, strangers, outOfOrder, unrecorded].every((faults) => faults === 0) &&
    integrity === 'ok' &&
    auditBreak === null
  );
}

/** A verdict on one line, as the fault matrix has it. */
export function lineOf(verdict: Verdict): string {
  const { tried, acknowledged, lost, doubled, changed, unknown, strangers, outOfOrder } = verdict;
  return [
    `${tried} tried`,
    `${acknowledged} acknowledged`,
    `${lost} lost`,
    `${doubled} doubled`,
    `${changed} changed`,
    `${unknown.count} unknown (${unknown.stored} of them stored)`,
    `${strangers} never sent`,
    `${outOfOrder} out of order`,
    `integrity ${verdict.integrity}`,
    verdict.auditBreak === null ? 'audit verifies' : `audit breaks at ${verdict.auditBreak}`,
    `${verdict.unrecorded} without exactly one entry in it`,
  ].join(' / ');
}

/** The verdicts of several runs as one. */
export function sumOf(verdicts: Verdict[]): Verdict {
  const add = (of: (verdict: Verdict) => number) => verdicts.reduce((sum, verdict) => sum + of(verdict), 0);
  const integrities = new Set(verdicts.map(({ integrity }) => integrity));
  return {
    tried: add(({ tried }) => tried),
    acknowledged: add(({ acknowledged }) => acknowledged),
    lost: add(({ lost }) => lost),
    doubled: add(({ doubled }) => doubled),
    changed: add(({ changed }) => changed),
    unknown: { count: add(({ unknown }) => unknown.count), stored: add(({ unknown }) => unknown.stored) },
    strangers: add(({ strangers }) => strangers),
    outOfOrder: add(({ outOfOrder }) => outOfOrder),
    unrecorded: add(({ unrecorded }) => unrecorded),
    integrity: [...integrities].join(', '),
    auditBreak: verdicts.find(({ auditBreak }) => auditBreak !== null)?.auditBreak ?? null,
  };
}
