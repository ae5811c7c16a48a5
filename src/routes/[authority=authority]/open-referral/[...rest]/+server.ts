import { nothingHere } from '../open-data.server.ts';

export const GET = nothingHere;
