import { findAuthorities } from '$lib/authorities/authorities.queries.server.ts';
import { forgetExpiredForms } from '$lib/identity/kept-forms.server.ts';
import { deleteExpiredSessions } from '$lib/identity/sessions.server.ts';
import { deleteExpiredYoungSessions } from '$lib/identity/young-sessions.server.ts';
import { tellSenders } from '$lib/moderation/thread-lines.server.ts';
import { takeEvents, tellDue } from '$lib/notices/tell.server.ts';
import { forgetUnconfirmed } from '$lib/notices/turn-off.server.ts';
import { kindOf, log } from '$lib/platform/log.server.ts';
import { lookAtNew } from '$lib/screening/look.server.ts';
import { shredDue } from '$lib/reviews/shred-review.server.ts';
import { forgetLapsedClaims } from '$lib/voice/claims.server.ts';
import { forgetUnclaimed } from '$lib/voice/pieces.server.ts';
import { bridge } from './bridge.ts';
import { lookAfterDecisions } from './look-after-decisions.server.ts';
import type { Services } from './services.server.ts';

const OFTEN = 2_000;
const EVERY_MINUTE = 60_000;
const EVERY_HOUR = 60 * EVERY_MINUTE;

/** What a request began and a crash cut off: events in the outbox that have not reached their threads yet. */
async function deliver(services: Services): Promise<void> {
  for (const { authorityId } of await findAuthorities(services.db)) await tellSenders(services, authorityId);
}

/** Runs a job now and again, one run at a time; a fault is noted without words, and the next round tries again. */
function every(interval: number, job: () => Promise<void>): void {
  let running = false;
  const run = async () => {
    if (running || bridge().stopping) return;
    running = true;
    await job().catch((fault: unknown) => log({ job: job.name, fault: kindOf(fault) }));
    running = false;
  };
  void run();
  setInterval(() => void run(), interval).unref();
}

export function startJobs(services: Services): void {
  every(EVERY_MINUTE, function deliverOutbox() {
    return deliver(services);
  });
  every(EVERY_MINUTE, async function sendNotices() {
    const authorities = await findAuthorities(services.db);
    // Side by side: one that waits for a mail server that hangs keeps no other waiting.
    const rounds = authorities.map(async ({ authorityId }) => {
      await takeEvents(services, authorityId);
      await tellDue(services, authorityId);
    });
    const failed = (await Promise.allSettled(rounds)).find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  });
  every(OFTEN, async function lookAtNewMessages() {
    const looked = await lookAtNew(services);
    if (looked === 0) return;
    for (const { authorityId } of await findAuthorities(services.db))
      services.live.tell({ authorityId, room: 'screening' });
  });
  every(EVERY_HOUR, async function forgetUnclaimedPieces() {
    await forgetUnclaimed(services);
  });
  every(EVERY_HOUR, async function forgetUnconfirmedAddresses() {
    for (const { authorityId } of await findAuthorities(services.db))
      await forgetUnconfirmed(services.db, authorityId, services.clock());
  });
  every(EVERY_HOUR, async function lookAfterAllDecisions() {
    for (const { authorityId } of await findAuthorities(services.db))
      await lookAfterDecisions(services, authorityId);
  });
  every(EVERY_HOUR, async function shredReviews() {
    await shredDue(services);
  });
  every(EVERY_HOUR, async function forgetOldClaims() {
    for (const { authorityId } of await findAuthorities(services.db))
      await forgetLapsedClaims(services.db, authorityId, services.clock());
  });
  every(EVERY_HOUR, async function forgetOldForms() {
    await forgetExpiredForms(services);
  });
  every(EVERY_HOUR, async function forgetOldSessions() {
    await deleteExpiredSessions(services.db);
    for (const { authorityId } of await findAuthorities(services.db))
      await deleteExpiredYoungSessions(services.db, authorityId);
  });
}
