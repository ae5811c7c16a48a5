import { asYoung } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asYoung((_event: PageServerLoadEvent, { nickname }) => ({ nickname }));
