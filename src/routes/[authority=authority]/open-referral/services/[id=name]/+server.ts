import { feedOf, oneOf } from '../../open-data.server.ts';

export const GET = oneOf('service', feedOf);
