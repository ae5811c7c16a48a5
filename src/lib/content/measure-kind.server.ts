import { deleteMeasure, findMeasureFacts, writeMeasure } from '../promise/measure-facts.queries.server.ts';
import { MeasureFactsSchema, units, type MeasureFacts } from '../promise/measure.ts';
import { slugOf } from '../promise/measured-theme.ts';
import type { Kind } from './kind.ts';
import { measureFaults } from './measure-faults.ts';
import { plainForm } from './plain-form.ts';

const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

const POINTS_HINT =
  'One in braces for each figure: period (2017/18), kind (target, actual, baseline, england), value, asWritten.';

export const measureKind: Kind = {
  name: 'measure',
  label: 'Figure of a plan',
  schema: MeasureFactsSchema,
  words: [
    { name: 'title', label: 'What is counted', rows: 2 },
    { name: 'meaning', label: 'What that means', rows: 3 },
    { name: 'oddity', label: 'What is odd about it', rows: 3, mayBeEmpty: true, mayBeMissing: true },
  ],
  form: plainForm((sources) => [
    {
      legend: 'What it is',
      controls: [
        { name: 'facts.ref', label: 'Reference', hint: 'Once only.', as: 'text', isText: true },
        {
          name: 'facts.theme',
          label: 'Under the heading',
          hint: 'Its name, or nothing for the whole council.',
          as: 'text',
        },
        {
          name: 'facts.commitments',
          label: 'Beside these commitments',
          hint: 'Their names, with spaces between.',
          as: 'list',
        },
        { name: 'facts.unit', label: 'Counted in', as: 'choice', options: options(units) },
        {
          name: 'facts.better',
          label: 'Better when it goes',
          as: 'choice',
          options: options(['up', 'down', 'none']),
        },
        { name: 'facts.points', label: 'The figures', hint: POINTS_HINT, as: 'json' },
        {
          name: 'facts.oddity',
          label: 'Something about it is odd: write “oddity”, and say what in the words',
          as: 'text',
          leftOut: true,
        },
      ],
    },
    {
      legend: 'Where it comes from',
      controls: [
        { name: 'facts.source.key', label: 'Source', as: 'choice', options: options(sources) },
        { name: 'facts.source.section', label: 'Section of the source', as: 'text' },
      ],
    },
  ]),
  factsFaults: measureFaults,
  references: (facts: MeasureFacts) => [
    ...(facts.theme === null ? [] : [{ kind: 'theme' as const, id: facts.theme, path: ['theme'] }]),
    ...facts.commitments.map((id, place) => ({
      kind: 'commitment' as const,
      id,
      path: ['commitments', place],
    })),
  ],
  refOf: (facts: MeasureFacts) => facts.ref,
  reviewByOf: () => null,
  publicPath: (_, facts: MeasureFacts) => `/doing/${slugOf(facts.theme)}`,
  inFiles: { file: 'measures', list: 'measures', words: 'measures' },
  findLive: async (db, authorityId) =>
    (await findMeasureFacts(db, authorityId)).map((facts) => ({ id: facts.id, facts })),
  write: writeMeasure,
  remove: deleteMeasure,
};
