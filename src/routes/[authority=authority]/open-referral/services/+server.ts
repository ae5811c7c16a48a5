import { isAskedFor } from '$lib/offer/open-referral/filter.ts';
import { feedOf, listOf } from '../open-data.server.ts';

export const GET = listOf(async (event, query) =>
  (await feedOf(event)).filter((service) => isAskedFor(service, query)),
);
