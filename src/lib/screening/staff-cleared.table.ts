import type {} from '../platform/database.ts';

/** Members of staff a message is not about, though it names them: no program proposes or notes them again. */
export interface StaffClearedTable {
  authority_id: string;
  message_id: string;
  person_id: string;
  cleared_by: string;
  cleared_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    staff_cleared: StaffClearedTable;
  }
}
