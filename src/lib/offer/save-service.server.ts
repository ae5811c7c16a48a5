import * as v from 'valibot';
import { record, type AuditKey } from '../audit/audit.server.ts';
import { touchContent } from '../authorities/authorities.queries.server.ts';
import { madeFrom } from '../authorities/made-from.server.ts';
import { upsertTexts } from '../authorities/texts.queries.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { findEntitlementIds } from './offer.queries.server.ts';
import { ServiceFactsSchema, ServiceWordsSchema, type ServiceFacts } from './service.ts';
import { upsertService } from './services.queries.server.ts';

/** What somebody wants to save: facts not looked at yet, and the words in each language. */
export interface ServiceDraft {
  facts: unknown;
  words: Partial<Record<Lang, unknown>>;
}

/** What is wrong with a service, a line for each fault: where, and what. */
export type ServiceFaults = string[];

function faultsOf(result: v.SafeParseResult<v.GenericSchema>, place: string): ServiceFaults {
  if (result.success) return [];
  return result.issues.map((issue) => {
    const path = v.getDotPath(issue as v.BaseIssue<unknown>);
    return `${path ? `${place}.${path}` : place}: ${(issue as v.BaseIssue<unknown>).message}`;
  });
}

/**
 * Saves a service, scheme, group or event with its words, whole or not at all, and says in the audit record who did.
 * @returns what is wrong with it, where something is: then nothing was saved.
 */
export async function saveService(
  { db, auditKey, clock }: { db: Db; auditKey: AuditKey; clock: Clock },
  actor: string,
  authorityId: string,
  draft: ServiceDraft,
): Promise<{ saved: ServiceFacts } | { faults: ServiceFaults }> {
  const facts = v.safeParse(ServiceFactsSchema, draft.facts);
  const words = Object.entries(draft.words).map(
    ([lang, fields]) => [lang as Lang, v.safeParse(ServiceWordsSchema, fields)] as const,
  );
  const faults = [
    ...faultsOf(facts, 'facts'),
    ...words.flatMap(([lang, result]) => faultsOf(result, lang)),
    ...(draft.words.en === undefined ? ['en: there must be English words'] : []),
  ];
  if (!facts.success || faults.length > 0) return { faults };
  const known = await findEntitlementIds(db, authorityId);
  const unknown = facts.output.entitlements.filter((id) => !known.includes(id));
  if (unknown.length > 0) return { faults: unknown.map((id) => `facts.entitlements: there is no ${id}`) };
  const at = clock();
  await db.transaction().execute(async (trx) => {
    await upsertService(trx, authorityId, facts.output, at);
    for (const [lang, result] of words) {
      const fields = result.output as Record<string, string>;
      const from = lang === 'en' ? null : madeFrom(draft.words.en as Record<string, string>);
      const texts = { kind: 'service' as const, itemId: facts.output.id, lang, fields, madeFrom: from };
      await upsertTexts(trx, authorityId, texts, at);
    }
    await touchContent(trx, authorityId);
    const deed = { actor, action: 'service.saved', object: `service:${facts.output.id}` };
    await record(trx, auditKey, authorityId, deed, at);
  });
  return { saved: facts.output };
}
