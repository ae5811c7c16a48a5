import { v5 } from 'uuid';

/** Drawn once, for this use alone. Whoever changes it gives everything a new id. */
const OURS = '90d92b75-4ee2-4c9f-b566-8d7ccbd1f7df';

/** The id something has for Open Referral: the same for the same thing, on every server and after every reload. */
export function idOf(...path: string[]): string {
  return v5(path.join('/'), OURS);
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
