import { asAnyone } from '../../../../../guard.server.ts';
import { commitmentPage } from './commitment-page.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asAnyone(({ params, locals }: PageServerLoadEvent) =>
  commitmentPage(locals, params.authority, params.commitment),
);
