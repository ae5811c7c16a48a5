import { ServiceFactsSchema, type ServiceFacts } from '../offer/service.ts';
import { deleteService, findServiceFacts, upsertService } from '../offer/services.queries.server.ts';
import type { Kind } from './kind.ts';
import { serviceFaults } from './service-faults.ts';
import { serviceForm } from './service-form.ts';

export const serviceKind: Kind = {
  name: 'service',
  label: 'Service, group or event',
  schema: ServiceFactsSchema,
  words: [
    { name: 'title', label: 'Title', rows: 2 },
    { name: 'summary', label: 'What it is', rows: 4 },
    { name: 'who', label: 'Who it is for', rows: 3 },
    { name: 'how', label: 'How to join or ask', rows: 3 },
    { name: 'where', label: 'Where', rows: 2, mayBeEmpty: true, mayBeMissing: true },
    { name: 'times', label: 'Times, in words', rows: 2, mayBeEmpty: true, mayBeMissing: true },
  ],
  form: serviceForm,
  factsFaults: serviceFaults,
  references: (facts: ServiceFacts) =>
    facts.entitlements.map((id, place) => ({
      kind: 'entitlement' as const,
      id,
      path: ['entitlements', place],
    })),
  refOf: (facts: ServiceFacts) => facts.ref,
  reviewByOf: (facts: ServiceFacts) => facts.reviewBy,
  publicPath: (id) => `/services/${id}`,
  inFiles: { file: 'services', list: 'services', words: 'services' },
  findLive: async (db, authorityId) =>
    (await findServiceFacts(db, authorityId)).map((facts) => ({ id: facts.id, facts })),
  write: upsertService,
  remove: deleteService,
};
