import { breakdowns } from '../authorities/breakdowns.ts';
import { standingKinds } from '../promise/standing.ts';
import { verdicts } from './summary-body.ts';
import { templates } from './templates.ts';

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };
const maybe = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: object) => ({ type: 'array', items });
const one = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const percent = maybe({ type: 'integer', minimum: 0, maximum: 100 });
const shown = { $ref: '#/$defs/shown' };
const period = one({ id: text, name: text });

/** What the JSON of a summary looks like (JSON Schema 2020-12): published beside it. */
export const summarySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A themed summary of what young people said',
  description:
    'Counts are protected: rounded, "c" for a small count or one hidden to protect another, "withheld" where somebody could work one out. `at` names a place in each dimension of a table; null stands for all of a dimension.',
  $defs: {
    shown: { anyOf: [whole, { enum: ['c', 'withheld'] }] },
  },
  ...one({
    $schema: text,
    version: { const: 2 },
    authority: text,
    template: { enum: templates },
    period: one({ id: text, from: text, before: text, name: text }),
    publishedAt: { type: 'string', format: 'date-time' },
    corrections: list(one({ on: { type: 'string', format: 'date' }, text })),
    rule: one({ smallest: whole, rounding: whole, base: whole, words: list(text) }),
    group: text,
    recipients: list(text),
    withheld: { enum: [null, 'too-few', 'would-identify'] },
    total: shown,
    themes: list(
      one({
        themeId: text,
        title: text,
        shown,
        percent,
        commitments: list(
          one({
            commitmentId: text,
            title: text,
            shown,
            standing: maybe(
              one({ kind: { enum: standingKinds }, ownerRole: text, dueOn: maybe(text), why: text }),
            ),
            kept: maybe(
              one({
                period,
                total: whole,
                cells: list(
                  one({
                    answer: { enum: ['yes', 'sometimes', 'no'] },
                    shown: { anyOf: [whole, { const: 'c' }] },
                    percent,
                  }),
                ),
              }),
            ),
          }),
        ),
        points: list(text),
      }),
    ),
    splits: list({ enum: breakdowns }),
    names: {
      type: 'object',
      additionalProperties: one({ title: text, values: { type: 'object', additionalProperties: text } }),
    },
    tables: list(
      one({
        dimensions: list(one({ id: text, values: list(text) })),
        withheld: { enum: [null, 'too-few', 'would-identify'] },
        cells: list(one({ at: list(text), shown })),
        totals: list(one({ at: list(maybe(text)), shown })),
      }),
    ),
    earlier: list(
      one({
        which: { enum: ['before', 'year-before'] },
        period,
        total: shown,
        themes: list(one({ themeId: text, shown })),
      }),
    ),
    decisions: list(
      one({
        slug: text,
        state: text,
        said: text,
        answer: maybe(text),
        dueOn: maybe(text),
        publishedAt: maybe(text),
        rate: { anyOf: [{ type: 'null' }, { const: 'too-few' }, one({ yesPercent: percent, total: whole })] },
      }),
    ),
    equity: list(
      one({
        breakdown: { enum: breakdowns },
        countedOn: text,
        source: text,
        groups: list(
          one({ value: text, voicesPercent: percent, peoplePercent: percent, verdict: { enum: verdicts } }),
        ),
      }),
    ),
  }),
};
