import * as v from 'valibot';
import {
  deleteCommitment,
  deleteTheme,
  findPromiseFacts,
  writeCommitment,
  writeTheme,
  type CommitmentFacts,
} from '../promise/promise-facts.queries.server.ts';
import { CommitmentFileSchema, themeKinds, type ThemeKind } from '../promise/promise.ts';
import { WHOLE_COUNCIL } from '../promise/measured-theme.ts';
import type { Kind } from './kind.ts';
import { plainForm } from './plain-form.ts';
import { sourceFaults } from './source-faults.ts';

const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

interface ThemeFacts {
  id: string;
  kind: ThemeKind;
}

export const themeKind: Kind = {
  name: 'theme',
  label: 'Heading of the promise',
  schema: v.strictObject({ id: v.string(), kind: v.picklist(themeKinds) }),
  words: [
    { name: 'title', label: 'Title', rows: 2 },
    { name: 'summary', label: 'What it is about', rows: 4 },
  ],
  form: plainForm(() => [
    {
      legend: 'What it is',
      controls: [{ name: 'facts.kind', label: 'Kind', as: 'choice', options: options(themeKinds) }],
    },
  ]),
  factsFaults: () => [],
  references: () => [],
  refOf: () => null,
  reviewByOf: () => null,
  publicPath: (id) => `/promise/theme/${id}`,
  // Its figures are at `/doing/{id}`.
  reserved: [WHOLE_COUNCIL],
  inFiles: null,
  findLive: async (db, authorityId) =>
    (await findPromiseFacts(db, authorityId)).themes.map(({ id, kind }) => ({ id, facts: { id, kind } })),
  write: (trx, authorityId, facts: ThemeFacts) => writeTheme(trx, authorityId, facts),
  remove: deleteTheme,
};

export const commitmentKind: Kind = {
  name: 'commitment',
  label: 'Commitment',
  schema: v.strictObject({ ...CommitmentFileSchema.entries, theme: v.string() }),
  words: [
    { name: 'title', label: 'What is promised', rows: 2 },
    { name: 'meaning', label: 'What that means', rows: 4 },
    {
      name: 'owner',
      label: 'Which role answers for it',
      rows: 2,
      mayBeEmpty: true,
      mayBeMissing: true,
      englishOnly: true,
    },
  ],
  form: plainForm((sources, themes) => [
    {
      legend: 'What it is',
      controls: [
        { name: 'facts.ref', label: 'Reference', hint: 'Once only, like CE-5.', as: 'text', isText: true },
        { name: 'facts.source.key', label: 'Source', as: 'choice', options: options(sources) },
        { name: 'facts.source.section', label: 'Section of the source', as: 'text' },
        { name: 'facts.theme', label: 'Under the heading', as: 'choice', options: options(themes) },
      ],
    },
  ]),
  factsFaults: (facts: CommitmentFacts, { sources }) => [
    ...(facts.ref.trim() === '' ? [{ path: ['ref'], message: 'It needs a reference.' }] : []),
    ...sourceFaults(facts.source, sources),
  ],
  references: (facts: CommitmentFacts) => [{ kind: 'theme', id: facts.theme, path: ['theme'] }],
  refOf: (facts: CommitmentFacts) => facts.ref,
  reviewByOf: () => null,
  publicPath: (id) => `/promise/${id}`,
  reserved: ['theme'],
  inFiles: null,
  findLive: async (db, authorityId) =>
    (await findPromiseFacts(db, authorityId)).themes.flatMap((theme) =>
      theme.commitments.map((one) => ({ id: one.id, facts: { ...one, theme: theme.id } })),
    ),
  write: writeCommitment,
  remove: deleteCommitment,
};
