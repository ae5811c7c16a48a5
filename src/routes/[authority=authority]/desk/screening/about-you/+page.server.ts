import { asStaff } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff('screen', ({ params }: PageServerLoadEvent) => ({
  back: `/${params.authority}/desk/screening`,
}));
