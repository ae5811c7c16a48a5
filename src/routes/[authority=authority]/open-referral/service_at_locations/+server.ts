import { PAGING } from '$lib/offer/open-referral/query.ts';
import { feedOf, listOf } from '../open-data.server.ts';

export const GET = listOf(
  async (event) => (await feedOf(event)).flatMap((service) => service.service_at_locations),
  PAGING,
);
