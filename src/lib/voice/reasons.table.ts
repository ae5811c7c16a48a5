import type {} from '../platform/database.ts';

/** Which words of a thread say why an answer was not right. The words are in the thread, sealed and screened. */
export interface CheckBackReasonsTable {
  authority_id: string;
  message_id: string;
  entry_id: string;
  decision_id: string;
  round: number;
  verdict: string | null;
  settled_by: string | null;
  settled_at: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    check_back_reasons: CheckBackReasonsTable;
  }
}
