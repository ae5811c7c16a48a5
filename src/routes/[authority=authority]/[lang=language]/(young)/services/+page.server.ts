import { needs } from '$lib/offer/entitlement.ts';
import { currentFirst } from '$lib/offer/service.ts';
import { findServices } from '$lib/offer/services.queries.server.ts';
import { asAnyone } from '../../../../guard.server.ts';
import type { PageServerLoadEvent } from './$types';

/** No more than this is on a screen at once; what there is beside is folded away. */
const ON_A_SCREEN = 10;

export const load = asAnyone(async ({ params, locals }: PageServerLoadEvent) => {
  const services = currentFirst(await findServices(locals.services.db, params.authority, locals.lang));
  return {
    needs: needs.flatMap((need) => {
      const own = services.filter(({ facts }) => facts.need === need);
      const screens = Array.from({ length: Math.ceil(own.length / ON_A_SCREEN) }, (_, place) =>
        own.slice(place * ON_A_SCREEN, (place + 1) * ON_A_SCREEN),
      );
      return own.length > 0 ? [{ need, count: own.length, screens }] : [];
    }),
  };
});
