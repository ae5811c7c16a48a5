import { readdir, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { AuthoritySettingsSchema, type AuthoritySettings } from '../authorities/authority.ts';
import { isLang, type Lang } from '../i18n/languages.ts';
import { OfferFileSchema, type EntitlementFacts } from '../offer/entitlement.ts';
import { MeasuresFileSchema, type MeasureFacts } from '../promise/measure.ts';
import { ServicesFileSchema, ServiceWordsSchema, type ServiceFacts } from '../offer/service.ts';
import { PromiseFileSchema, type PromiseFile } from '../promise/promise.ts';

const Fields = v.record(v.string(), v.string());

/** The words of an authority, or of the whole country, in one language: `seeds/**\/<lang>.json`. */
const WordsFileSchema = v.object({
  authority: v.optional(Fields),
  sources: v.optional(v.record(v.string(), Fields), {}),
  promise: v.optional(
    v.record(
      v.string(),
      v.object({
        title: v.optional(v.string()),
        summary: v.optional(v.string()),
        commitments: v.optional(v.record(v.string(), Fields), {}),
      }),
    ),
    {},
  ),
  measures: v.optional(
    v.record(
      v.string(),
      v.strictObject({ title: v.string(), meaning: v.string(), oddity: v.optional(v.string()) }),
    ),
    {},
  ),
  offer: v.optional(v.record(v.string(), Fields), {}),
  services: v.optional(v.record(v.string(), ServiceWordsSchema), {}),
});

export type WordsFile = v.InferOutput<typeof WordsFileSchema>;
export type Words = Partial<Record<Lang, WordsFile>>;

export interface NationalFiles {
  offer: EntitlementFacts[];
  words: Words;
}

export interface AuthorityFiles {
  settings: AuthoritySettings;
  promise: PromiseFile;
  measures: MeasureFacts[];
  offer: EntitlementFacts[];
  services: ServiceFacts[];
  words: Words;
}

/** Some editors begin a file with a mark of its byte order; it says nothing. */
const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

async function readJson<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, JSON.parse(withoutMark(await readFile(file, 'utf8'))));
  if (parsed.success) return parsed.output;
  const faults = parsed.issues.map((issue) => `  ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  throw new Error(`${file} is not right:\n${faults.join('\n')}`);
}

async function readWords(folder: string): Promise<Words> {
  const words: Words = {};
  for (const name of await readdir(folder)) {
    const code = name.replace(/\.json$/, '');
    if (isLang(code)) words[code] = await readJson(`${folder}/${name}`, WordsFileSchema);
  }
  return words;
}

export async function readNational(folder = 'seeds/national'): Promise<NationalFiles> {
  const { entitlements } = await readJson(`${folder}/offer.json`, OfferFileSchema);
  return { offer: entitlements, words: await readWords(folder) };
}

export async function readAuthority(folder: string): Promise<AuthorityFiles> {
  const { entitlements } = await readJson(`${folder}/offer.json`, OfferFileSchema);
  const { measures } = await readJson(`${folder}/measures.json`, MeasuresFileSchema);
  return {
    settings: await readJson(`${folder}/authority.json`, AuthoritySettingsSchema),
    promise: await readJson(`${folder}/promise.json`, PromiseFileSchema),
    measures,
    offer: entitlements,
    services: (await readJson(`${folder}/services.json`, ServicesFileSchema)).services,
    words: await readWords(folder),
  };
}

/** The authorities that ship as files, by name. */
export async function readAuthorities(folder = 'seeds/authorities'): Promise<AuthorityFiles[]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map((name) => readAuthority(`${folder}/${name}`)));
}
