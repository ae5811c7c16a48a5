import { findBreak, findRecentDeeds } from '$lib/audit/audit.server.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import { asStaff } from '../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

const SHOWN = 100;

export const load = asStaff('read-audit', async ({ params, locals }: PageServerLoadEvent) => {
  const { db, auditKey } = locals.services;
  const names = await findNames(db, params.authority);
  const deeds = await findRecentDeeds(db, params.authority, SHOWN);
  return {
    brokenAt: await findBreak(db, auditKey, params.authority),
    deeds: deeds.map(({ seq, at, actor, action, object }) => ({
      seq,
      at,
      action,
      object,
      actor: names.get(actor) ?? actor,
    })),
  };
});
