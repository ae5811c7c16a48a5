import type {} from '../platform/database.ts';

export interface ThemesTable {
  authority_id: string;
  theme_id: string;
  kind: string;
  position: number;
}

export interface CommitmentsTable {
  authority_id: string;
  commitment_id: string;
  theme_id: string;
  ref: string;
  position: number;
  source_key: string;
  source_section: string | null;
}

declare module '../platform/database.ts' {
  interface Database {
    themes: ThemesTable;
    commitments: CommitmentsTable;
  }
}
