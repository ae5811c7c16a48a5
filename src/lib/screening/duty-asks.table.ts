import type {} from '../platform/database.ts';

/** A moderator's worry about a message that had passed: what the duty team reads when it looks again. */
export interface DutyAsksTable {
  authority_id: string;
  ask_id: string;
  message_id: string;
  sealed_why: string;
  asked_by: string;
  asked_at: string;
  ended_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    duty_asks: DutyAsksTable;
  }
}
