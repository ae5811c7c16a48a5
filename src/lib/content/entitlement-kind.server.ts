import { EntitlementFactsSchema, type EntitlementFacts } from '../offer/entitlement.ts';
import {
  deleteEntitlement,
  findEntitlementFacts,
  writeEntitlement,
} from '../offer/entitlement-facts.queries.server.ts';
import { entitlementFaults } from './entitlement-faults.ts';
import { entitlementForm } from './entitlement-form.ts';
import type { Kind } from './kind.ts';

export const entitlementKind: Kind = {
  name: 'entitlement',
  label: 'Entitlement',
  schema: EntitlementFactsSchema,
  words: [
    { name: 'title', label: 'Title', rows: 2 },
    { name: 'summary', label: 'What it is', rows: 4 },
    { name: 'who', label: 'Who can get it', rows: 3 },
    { name: 'how', label: 'How to ask', rows: 3 },
    { name: 'bring', label: 'What to bring', rows: 2, mayBeEmpty: true },
    { name: 'note', label: 'Good to know', rows: 3, mayBeEmpty: true },
  ],
  form: entitlementForm,
  factsFaults: entitlementFaults,
  references: () => [],
  refOf: (facts: EntitlementFacts) => facts.ref,
  reviewByOf: (facts: EntitlementFacts) => facts.reviewBy,
  publicPath: (id) => `/offer/${id}`,
  reserved: ['changes', 'check', 'moved', 'need', 'refused'],
  inFiles: { file: 'offer', list: 'entitlements', words: 'offer' },
  findLive: async (db, authorityId) =>
    (await findEntitlementFacts(db, authorityId)).map(({ scope, facts }) => ({
      id: facts.id,
      facts,
      national: scope === 'national',
    })),
  write: writeEntitlement,
  remove: deleteEntitlement,
};
