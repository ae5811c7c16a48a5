import { taxonomies } from '$lib/offer/open-referral/taxonomy.ts';
import { oneOf } from '../../open-data.server.ts';

export const GET = oneOf('taxonomy', () => taxonomies);
