/** What a request says of where it comes from. */
export interface Provenance {
  method: string;
  /** `Sec-Fetch-Site` (W3C Fetch Metadata), which pages cannot set. */
  site: string | null;
  origin: string | null;
  /** Our own origin. */
  ours: string;
  /** Text browsers send neither header: accepted only where no session could be abused. */
  bareAllowed: boolean;
}

/** Whether a request that changes something comes from elsewhere and must be refused. Content type plays no part. */
export function crossOrigin({ method, site, origin, ours, bareAllowed }: Provenance): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  if (site !== null) return site !== 'same-origin';
  if (origin !== null) return origin !== ours;
  return !bareAllowed;
}
