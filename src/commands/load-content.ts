/** Loads or reloads the authorities' promises and offers from their files: npm run content */
import { touchContent, upsertAuthority } from '../lib/authorities/authorities.queries.server.ts';
import {
  readAuthorities,
  readNational,
  type AuthorityFiles,
  type NationalFiles,
} from '../lib/content/files.server.ts';
import { loadFiles } from '../lib/content/load-files.server.ts';
import { systemClock, type Clock } from '../lib/platform/clock.ts';
import type { Db, Trx } from '../lib/platform/database.ts';
import { openDatabase } from '../lib/platform/database.server.ts';
import { parseEnvironment } from '../lib/platform/environment.server.ts';
import { makeAuthorityKey } from '../lib/sealing/authority-keys.server.ts';
import { openKeyRing, type KeyRing } from '../lib/sealing/key-ring.server.ts';

/** Loads one authority, in the transaction it is given. */
export async function loadAuthority(
  trx: Trx,
  ring: KeyRing,
  files: AuthorityFiles,
  national: NationalFiles,
  at: Date,
): Promise<void> {
  const authorityId = files.settings.id;
  const isNew = await upsertAuthority(trx, files.settings, at);
  if (isNew) await makeAuthorityKey(trx, ring, authorityId, at);
  await loadFiles(trx, files, national, at);
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
