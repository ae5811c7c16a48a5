import type {} from '../platform/database.ts';

export interface DecisionEvidenceTable {
  authority_id: string;
  decision_id: string;
  evidence_id: string;
  /** JSON: what shows that it was done, by language. */
  words: string;
  link: string | null;
  happened_on: string;
  is_public: number;
  added_by: string;
  added_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    decision_evidence: DecisionEvidenceTable;
  }
}
