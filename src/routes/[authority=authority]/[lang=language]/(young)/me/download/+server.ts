import { copyOwnAccount } from '$lib/identity/young-people.queries.server.ts';
import { findAddresses } from '$lib/notices/addresses.server.ts';
import { toInstant } from '$lib/platform/clock.ts';
import { copyOwnMessages } from '$lib/voice/own-copy.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** One file with everything that is theirs. Its name says nothing; nobody on the way may keep it. */
export const GET = asYoung(async ({ params, locals }: RequestEvent, young) => {
  const { db, clock } = locals.services;
  const copy = {
    madeAt: toInstant(clock()),
    account: await copyOwnAccount(db, params.authority, young.personId),
    messages: await copyOwnMessages(db, young),
    notices: (await findAddresses(locals.services, young)).map(({ kind, address, createdAt, confirmed }) => ({
      kind,
      address,
      createdAt,
      confirmed,
    })),
  };
  return new Response(JSON.stringify(copy, null, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="my-copy.json"',
      'cache-control': 'no-store',
    },
  });
});
