/** Loads or reloads the authorities' promises and offers from their files: npm run content */
import { replaceOffer } from '../lib/offer/offer.queries.server.ts';
import { replaceMeasures } from '../lib/promise/measure.queries.server.ts';
import { replaceServices } from '../lib/offer/services.queries.server.ts';
import { replacePromise } from '../lib/promise/promise.queries.server.ts';
import { touchContent, upsertAuthority } from '../lib/authorities/authorities.queries.server.ts';
import { upsertTexts } from '../lib/authorities/texts.queries.server.ts';
import type { TextKind } from '../lib/authorities/texts.ts';
import { allLangs, type Lang } from '../lib/i18n/languages.ts';
import { systemClock, type Clock } from '../lib/platform/clock.ts';
import type { Db, Trx } from '../lib/platform/database.ts';
import { openDatabase } from '../lib/platform/database.server.ts';
import { parseEnvironment } from '../lib/platform/environment.server.ts';
import { makeAuthorityKey } from '../lib/sealing/authority-keys.server.ts';
import { openKeyRing, type KeyRing } from '../lib/sealing/key-ring.server.ts';
import {
  readAuthorities,
  readNational,
  type AuthorityFiles,
  type NationalFiles,
  type WordsFile,
} from '../lib/content/files.server.ts';

type Put = (kind: TextKind, itemId: string, fields: Record<string, string>) => Promise<void>;

async function putWords(put: Put, authorityId: string, words: WordsFile): Promise<void> {
  if (words.authority) await put('authority', authorityId, words.authority);
  for (const [key, fields] of Object.entries(words.sources)) await put('source', key, fields);
  for (const [themeId, theme] of Object.entries(words.promise)) {
    await put('theme', themeId, { title: theme.title, summary: theme.summary });
    for (const [id, fields] of Object.entries(theme.commitments)) await put('commitment', id, fields);
  }
  for (const [id, fields] of Object.entries(words.measures)) await put('measure', id, { ...fields });
  for (const [id, fields] of Object.entries(words.offer)) await put('entitlement', id, fields);
  for (const [id, fields] of Object.entries(words.services)) await put('service', id, fields);
}

async function loadAuthority(
  trx: Trx,
  ring: KeyRing,
  files: AuthorityFiles,
  national: NationalFiles,
  at: Date,
) {
  const authorityId = files.settings.id;
  const isNew = await upsertAuthority(trx, files.settings, at);
  if (isNew) await makeAuthorityKey(trx, ring, authorityId, at);
  await replacePromise(trx, authorityId, files.promise);
  await replaceMeasures(trx, authorityId, files.measures);
  await replaceOffer(trx, authorityId, [
    ...national.offer.map((facts) => ({ scope: 'national' as const, facts })),
    ...files.offer.map((facts) => ({ scope: 'authority' as const, facts })),
  ]);
  await replaceServices(trx, authorityId, files.services, at);
  for (const lang of allLangs) {
    const put: Put = (kind, itemId, fields) =>
      upsertTexts(trx, authorityId, { kind, itemId, lang: lang as Lang, fields }, at);
    const [nationalWords, ownWords] = [national.words[lang], files.words[lang]];
    if (nationalWords) await putWords(put, authorityId, nationalWords);
    if (ownWords) await putWords(put, authorityId, ownWords);
  }
  if (!isNew) await touchContent(trx, authorityId);
}

/** Loads every authority that ships as files, each whole or not at all. @returns their ids. */
export async function loadContent(db: Db, ring: KeyRing, clock: Clock): Promise<string[]> {
  const national = await readNational();
  const authorities = await readAuthorities();
  for (const files of authorities) {
    await db.transaction().execute((trx) => loadAuthority(trx, ring, files, national, clock()));
  }
  return authorities.map((files) => files.settings.id);
}

if (import.meta.main) {
  const environment = parseEnvironment(process.env);
  const { db, close } = await openDatabase(environment);
  const loaded = await loadContent(db, openKeyRing(environment.keyRingFile), systemClock);
  process.stdout.write(`Loaded: ${loaded.join(', ')}\n`);
  await close();
}
