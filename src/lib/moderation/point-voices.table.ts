import type {} from '../platform/database.ts';

/**
 * Who stands behind a released point, as far as counts go: frozen at release. `voice` is an HMAC made where the messages
 * are known: one a message; where its sender was signed in, one a young person and quarter, so that nobody counts twice
 * under a theme in a quarter, and nobody can be followed from one quarter to the next.
 */
export interface PointVoicesTable {
  authority_id: string;
  /** The quarter in which the point was released (platform/period.ts). */
  period: string;
  theme_id: string;
  point_id: string;
  voice: string;
  /** 1 where the sender was signed in: one young person for certain. */
  known: number;
  /** How it came: `signed-in` or `receipt`. */
  channel: string;
  language: string;
  /** What the sender chose to tell (voice/about-you.ts), or '' where they told nothing or the authority rules it out. */
  age_band: string;
  area: string;
}

declare module '../platform/database.ts' {
  interface Database {
    point_voices: PointVoicesTable;
  }
}
