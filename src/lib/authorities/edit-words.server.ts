import { record, type AuditKey } from '../audit/audit.server.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { Faults, Typed } from '../platform/forms.ts';
import { touchContent } from './authorities.queries.server.ts';
import { upsertTexts } from './texts.queries.server.ts';
import type { TextKind } from './texts.ts';

const FIELD_MAX = 1_500;

/** Who answers for a commitment is said in English, where the council's documents say it at all. */
const MAY_BE_MISSING = new Set(['owner']);

type Words = Partial<Record<Lang, Record<string, string>>>;

/**
 * Reads the editing form: one field `<lang>.<name>` for each English field. A language is whole or not there yet;
 * fields the English leaves empty may be empty.
 */
export function parseFields(
  typed: Typed,
  english: Record<string, string>,
  langs: readonly Lang[],
): { words: Words } | { faults: Faults } {
  const faults: Faults = {};
  const words: Words = {};
  for (const lang of langs) {
    const fields: Record<string, string> = {};
    for (const [name, source] of Object.entries(english)) {
      const text = (typed[`${lang}.${name}`] ?? '').trim();
      if (text === '' && source !== '' && !MAY_BE_MISSING.has(name))
        faults[`${lang}.${name}`] = 'This cannot be empty.';
      if (text.length > FIELD_MAX)
        faults[`${lang}.${name}`] = `Use at most ${FIELD_MAX} characters: this has ${text.length}.`;
      fields[name] = text;
    }
    words[lang] = fields;
  }
  return Object.keys(faults).length > 0 ? { faults } : { words };
}

/** Saves the words of one piece in every language at once, and says in the audit record who changed it. */
export async function saveWords(
  { db, auditKey, clock }: { db: Db; auditKey: AuditKey; clock: Clock },
  actor: string,
  authorityId: string,
  { kind, itemId, words }: { kind: TextKind; itemId: string; words: Words },
): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (trx) => {
    for (const [lang, fields] of Object.entries(words) as [Lang, Record<string, string>][]) {
      await upsertTexts(trx, authorityId, { kind, itemId, lang, fields }, at);
    }
    await touchContent(trx, authorityId);
    await record(
      trx,
      auditKey,
      authorityId,
      { actor, action: 'content.changed', object: `${kind}:${itemId}` },
      at,
    );
  });
}
