import type {} from '../platform/database.ts';

/** Messages about a member of staff: that person sees nothing of them, anywhere. */
export interface StaffConflictsTable {
  authority_id: string;
  message_id: string;
  person_id: string;
  noted_by: string;
  noted_at: string;
}

declare module '../platform/database.ts' {
  interface Database {
    staff_conflicts: StaffConflictsTable;
  }
}
