import type {} from '../platform/database.ts';

export interface AgendaPrintsTable {
  authority_id: string;
  print_id: string;
  review_id: string;
  reader: string;
  answer_ids: string;
  printed_by: string;
  printed_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    agenda_prints: AgendaPrintsTable;
  }
}
