/** An authority's whole content as files: npm run authority -- new | check | load | export <slug> */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { findUses } from '../content-uses.server.ts';
import { findAuthority } from '../lib/authorities/authorities.queries.server.ts';
import { RESERVED_SLUGS } from '../lib/authorities/authority.ts';
import { checkFiles, showFault } from '../lib/content/check-files.server.ts';
import { readAuthority, readNational } from '../lib/content/files.server.ts';
import { findLivePieces } from '../lib/content/live.server.ts';
import { sampleFiles } from '../lib/content/sample-files.ts';
import { filesOf } from '../lib/content/write-files.server.ts';
import { systemClock, toDay, type Clock } from '../lib/platform/clock.ts';
import type { Db } from '../lib/platform/database.ts';
import { openDatabase } from '../lib/platform/database.server.ts';
import { parseEnvironment } from '../lib/platform/environment.server.ts';
import { openKeyRing, type KeyRing } from '../lib/sealing/key-ring.server.ts';
import { loadAuthority } from './load-content.ts';

const FOLDER = 'seeds/authorities';
const SLUG = /^[a-z][a-z0-9-]{1,40}$/;
const USAGE = `Use one of:
  npm run authority -- new <slug>      writes a small authority to begin with, in ${FOLDER}/<slug>
  npm run authority -- check <slug>    lists every fault in its files
  npm run authority -- load <slug>     puts its files in place of what is published, if there is no fault
  npm run authority -- export <slug>   writes what is published as its files`;

/** What a command has to say, and whether it did what it was asked to. */
export interface Told {
  ok: boolean;
  lines: string[];
}

const no = (...lines: string[]): Told => ({ ok: false, lines });
const yes = (...lines: string[]): Told => ({ ok: true, lines });

async function writeAll(folder: string, files: Record<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(`${folder}/${name}`, text);
}

/** Writes a small, sound authority. Never over one that is there. */
export async function newAuthority(slug: string, today: string, root = FOLDER): Promise<Told> {
  if (RESERVED_SLUGS.includes(slug)) return no(`“${slug}” is the address of another page.`);
  const folder = `${root}/${slug}`;
  if (existsSync(folder)) return no(`${folder} is there already. Nothing was written.`);
  await writeAll(folder, sampleFiles(slug, today));
  return yes(`Wrote ${folder}. Edit the files, then: npm run authority -- check ${slug}`);
}

/** Lists every fault in an authority's files. */
export async function checkAuthority(slug: string, today: string, root = FOLDER): Promise<Told> {
  const folder = `${root}/${slug}`;
  if (!existsSync(folder)) return no(`There is no folder ${folder}.`);
  const entries = (await readdir(folder, { withFileTypes: true })).filter(
    ({ name }) => !name.startsWith('.'),
  );
  const written: Record<string, string> = {};
  // A folder has no place here any more than a file that is none of ours, and is told like one.
  for (const entry of entries)
    written[entry.name] = entry.isFile() ? await readFile(`${folder}/${entry.name}`, 'utf8') : '';
  const national = (await readNational()).offer.map(({ id, ref }) => ({
    kind: 'entitlement' as const,
    id,
    ref,
    references: [],
  }));
  const faults = checkFiles(slug, written, national, today);
  if (faults.length === 0) return yes(`${folder}: nothing is wrong.`);
  const lines = faults.map((fault) => showFault(folder, fault));
  return no(...lines, `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`);
}

/** Loads an authority's files, whole or not at all. */
export async function loadChecked(
  { db, ring, clock }: { db: Db; ring: KeyRing; clock: Clock },
  slug: string,
  root = FOLDER,
): Promise<Told> {
  const checked = await checkAuthority(slug, toDay(clock()), root);
  if (!checked.ok) return no(...checked.lines, 'Nothing was loaded.');
  const files = await readAuthority(`${root}/${slug}`);
  const national = await readNational();
  const themes = files.promise.themes;
  const staying = new Set([
    ...themes.map(({ id }) => `theme/${id}`),
    ...themes.flatMap(({ commitments }) => commitments.map(({ id }) => `commitment/${id}`)),
  ]);
  return db.transaction().execute(async (trx) => {
    const going = (await findLivePieces(trx, slug)).filter(
      ({ kind, id, national: every }) => !every && !staying.has(`${kind}/${id}`),
    );
    const broken: string[] = [];
    for (const piece of going) {
      const uses = await findUses(trx, slug, piece);
      if (uses.length > 0) broken.push(`${piece.kind} “${piece.id}” cannot be taken out: ${uses.join(' ')}`);
    }
    if (broken.length > 0) return no(...broken, 'Nothing was loaded.');
    await loadAuthority(trx, ring, files, national, clock());
    return yes(`Loaded ${slug}.`);
  });
}

/** Writes what is published of an authority as files. */
export async function exportAuthority(db: Db, slug: string, root = FOLDER): Promise<Told> {
  if (!(await findAuthority(db, slug))) return no(`There is no authority “${slug}” in the database.`);
  await writeAll(`${root}/${slug}`, await filesOf(db, slug));
  return yes(`Wrote ${root}/${slug}.`);
}

async function run([what = '', slug = '', ...more]: string[]): Promise<Told> {
  const known = ['new', 'check', 'load', 'export'];
  if (!known.includes(what) || slug === '' || more.length > 0) return no(USAGE);
  if (!SLUG.test(slug)) return no(`“${slug}” cannot be in an address: small letters, digits and hyphens.`);
  const today = toDay(systemClock());
  if (what === 'new') return newAuthority(slug, today);
  if (what === 'check') return checkAuthority(slug, today);
  const environment = parseEnvironment(process.env);
  const { db, close } = await openDatabase(environment);
  try {
    if (what === 'export') return await exportAuthority(db, slug);
    const ring = openKeyRing(environment.keyRingFile);
    return await loadChecked({ db, ring, clock: systemClock }, slug);
  } finally {
    await close();
  }
}

if (import.meta.main) {
  const { ok, lines } = await run(process.argv.slice(2));
  (ok ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
  process.exitCode = ok ? 0 : 1;
}
