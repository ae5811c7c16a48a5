import { authorityOf } from '$lib/authorities/authorities.queries.server.ts';
import { deskCounts } from '$lib/change/check-back-rate.ts';
import { findShownOfQuarter } from '$lib/change/check-back.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { findHiddenFromAllDuty } from '$lib/screening/hidden-from-duty.queries.server.ts';
import { findLateHolds } from '$lib/screening/late-holds.queries.server.ts';
import { referenceOf } from '$lib/voice/late-stages.ts';
import { findLateStages } from '$lib/voice/late-stages.queries.server.ts';
import { asStaff } from '../../../guard.server.ts';
import { findLateFor } from './late-for.server.ts';
import { toldTo } from './told-to.ts';
import type { PageServerLoadEvent } from './$types';

/** What is late, as far as it has reached this person. No words of messages, and no senders. */
export const load = asStaff('see-lateness', async ({ params, locals }: PageServerLoadEvent, person) => {
  const { services } = locals;
  const { db, clock } = services;
  const { settings } = await authorityOf(db, params.authority);
  const { decisions, more } = await findLateFor(services, params.authority, person);
  const beyondOwn = person.roles.includes('service-lead') || person.roles.includes('advocate');
  return {
    decisions: decisions.map(({ ownerId: _who, ...decision }) => decision),
    more,
    days: settings.lateness,
    mayOpen: may(person.roles, 'read-points'),
    /** For the service lead and the advocate: what else waits too long, and what people say of what was done. */
    beyond: beyondOwn
      ? {
          stages: await findLateStages(db, params.authority, settings.stageDays, clock()),
          holds: toldTo(person.roles, await findLateHolds(db, params.authority, clock(), person.personId)),
          hidden: (await findHiddenFromAllDuty(db, params.authority, person.personId)).map(
            ({ messageId, receivedAt }) => ({ reference: referenceOf(messageId), receivedAt }),
          ),
          answers: deskCounts(await findShownOfQuarter(db, params.authority, clock())),
        }
      : null,
  };
});
