import type {} from '../platform/database.ts';

export interface EntitlementsTable {
  authority_id: string;
  entitlement_id: string;
  scope: string;
  need: string;
  position: number;
  facts: string;
}

declare module '../platform/database.ts' {
  interface Database {
    entitlements: EntitlementsTable;
  }
}
