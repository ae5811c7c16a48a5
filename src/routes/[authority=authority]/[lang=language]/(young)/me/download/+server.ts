import { error } from '@sveltejs/kit';
import { countExport } from '$lib/identity/limits.server.ts';
import { copyOwnAccount } from '$lib/identity/young-people.queries.server.ts';
import type { YoungSession } from '$lib/identity/young-person.ts';
import { findAddresses } from '$lib/notices/addresses.server.ts';
import { toInstant } from '$lib/platform/clock.ts';
import { copyOwnReviews } from '$lib/reviews/copy-own-reviews.server.ts';
import { copyOwnMessages } from '$lib/voice/own-copy.server.ts';
import type { Services } from '../../../../../../services.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import type { RequestEvent } from './$types';

/** The file, message by message: some hundred recordings are more than fits in memory at once. */
async function* copyOf(services: Services, young: YoungSession): AsyncGenerator<string> {
  const { db, clock } = services;
  const addresses = await findAddresses(services, young);
  const about = {
    madeAt: toInstant(clock()),
    account: await copyOwnAccount(db, young.authorityId, young.personId),
    notices: addresses.map(({ kind, address, createdAt, confirmed }) => ({
      kind,
      address,
      createdAt,
      confirmed,
    })),
  };
  yield `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "messages": [`;
  let separator = '\n';
  for await (const message of copyOwnMessages(db, young)) {
    yield separator + JSON.stringify(message, null, 2);
    separator = ',\n';
  }
  yield '\n],\n  "reviews": [';
  separator = '\n';
  for await (const review of copyOwnReviews(services, young)) {
    yield separator + JSON.stringify(review, null, 2);
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** One file with everything that is theirs. Its name says nothing; nobody on the way may keep it. */
export const GET = asYoung(async ({ locals: { services }, setHeaders }: RequestEvent, young) => {
  const wait = await countExport(services.limits, young.authorityId, young.personId);
  if (wait > 0) {
    setHeaders({ 'retry-after': String(wait) });
    error(429, { message: 'too often' });
  }
  const parts = copyOf(services, young);
  const encoder = new TextEncoder();
  const file = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(file, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="my-copy.json"',
      'cache-control': 'no-store',
    },
  });
});
