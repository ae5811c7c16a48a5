import { feedOf, oneOf } from '../../open-data.server.ts';

/** With the service itself, as the standard has it. */
export const GET = oneOf('service at a location', async (event) =>
  (await feedOf(event)).flatMap((service) => service.service_at_locations.map((at) => ({ ...at, service }))),
);
