import { PAGING } from '$lib/offer/open-referral/query.ts';
import { taxonomies } from '$lib/offer/open-referral/taxonomy.ts';
import { listOf } from '../open-data.server.ts';

export const GET = listOf(() => taxonomies, PAGING);
