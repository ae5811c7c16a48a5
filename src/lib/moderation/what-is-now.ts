/** What stands there now, for somebody who was not quick enough: never raw words. */
export interface WhatIsNow {
  /** Where it is, in words of the desk. */
  state: string;
  /** What was done to it last, newest first. */
  deeds: { at: string; who: string; what: string }[];
  /** The point as it stands, where there is one. */
  point: string | null;
  /** Its own page. */
  href: string;
  /** Where the next one is, in a room with a queue. */
  next: string | null;
}
