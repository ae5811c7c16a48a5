import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

interface Answered {
  error?: string;
  categories?: string[];
  urgent?: boolean;
  why?: string[];
  due?: string;
  rule?: string;
  entitlements?: { id: string; scope: string; why: string; amount: string | null }[];
}

/** Asks by the command itself, as policy people do. */
function ask(subject: string, lines: string[]): { status: number | null; answers: Answered[]; said: string } {
  const run = spawnSync(process.execPath, ['src/commands/ask.ts', subject], {
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  const answers = run.stdout.split('\n').filter(Boolean);
  return {
    status: run.status,
    answers: answers.map((line) => JSON.parse(line) as Answered),
    said: run.stderr,
  };
}

const known = {
  authority: 'manchester',
  on: '2026-11-22',
  born: '2007-05-01',
  spells: [{ from: '2020-01-01', to: '2025-05-01' }],
  education: 'university',
  care_order_now: false,
  sgo_from_care: false,
  home_6_months: false,
  home_arrangement_ended: false,
  detained_or_hospital_at_16: false,
  accommodated_other_16plus: false,
  short_breaks_only: false,
  has_asked_for_support: false,
  on_agreed_programme: false,
  disabled: false,
  uasc: false,
  parent: false,
};

describe('a policy officer', () => {
  const { status, answers } = ask('entitlements', [
    JSON.stringify(known),
    JSON.stringify({ authority: 'warrington', on: '2026-11-22', born: '2009-05-01', spells: 'unknown' }),
    'no JSON at all',
    '',
    '[]',
    'null',
    JSON.stringify({ ...known, authority: 'nowhere' }),
    JSON.stringify({ ...known, authority: '__proto__' }),
    JSON.stringify({ ...known, born: '2009-02-30' }),
    JSON.stringify({ ...known, education: 'flying' }),
    JSON.stringify({ ...known, parent: 'yes' }),
    JSON.stringify({ ...known, wealthy: true }),
    JSON.stringify({ ...known, spells: [{ from: '2021-01-01', to: '2020-01-01' }] }),
    JSON.stringify({ ...known, on: 'tomorrow' }),
    JSON.stringify({ authority: 'cheshire-east' }),
  ]);

  test('gets an answer a line, and a bad line does not stop the rest', () => {
    expect(status).toBe(0);
    expect(answers).toHaveLength(14);
    expect(answers.filter(({ error }) => error !== undefined)).toHaveLength(11);
    for (const { error } of answers.slice(2, -1)) expect(error).toMatch(/\w{4}/);
    expect(answers.at(-1)?.categories?.[0]).toBe('not_enough_info');
  });

  test('is told the category, and each entitlement with why and how much', () => {
    const [first] = answers;
    expect(first?.categories).toEqual(['former_relevant_18_20']);
    const bursary = first?.entitlements?.find(({ id }) => id === 'n4');
    expect(bursary).toEqual({
      id: 'n4',
      scope: 'law',
      why: 'Because you were in care and are 18 to 20 and you are at university.',
      amount: '£2,000 one time (checked 2026-11-22)',
    });
    const ids = first?.entitlements?.map(({ id }) => id) ?? [];
    expect(ids.filter((id) => /^n\d+$/.test(id)).length).toBeGreaterThan(10);
    expect(ids).toContain('manchester-council-tax');
    expect(first?.entitlements?.every(({ why }) => why !== '')).toBe(true);
    expect(
      first?.entitlements?.filter(({ amount }) => amount?.includes('£') && !/checked \d{4}/.test(amount)),
    ).toEqual([]);
  });

  test('sees what is for courses below university only where the course is', () => {
    const at = (education: string) => JSON.stringify({ ...known, education });
    const { answers: said } = ask('entitlements', [at('university'), at('college'), at('wants_to_return')]);
    const hasCredit = said.map(({ entitlements }) => entitlements?.some(({ id }) => id === 'n16'));
    expect(hasCredit).toEqual([false, true, true]);
  });

  test('sees every category still possible where something is not known', () => {
    expect(answers[1]?.categories).toEqual([
      'not_enough_info',
      'eligible',
      'looked_after_16_17',
      'relevant_detained',
      'qualifying_home',
      'relevant',
      'qualifying_sgo',
      'qualifying_other',
      'care_experienced',
      'none',
    ]);
  });

  test('may leave out when a time in care ended, and is not told that it lasts', () => {
    const began = (from: string, to?: string) => JSON.stringify({ ...known, spells: [{ from, to }] });
    const { answers: said } = ask('entitlements', [
      began('2020-01-01'),
      began('2020-01-01', 'unknown'),
      began('2025-04-01'),
      JSON.stringify({ ...known, born: 'unknown', spells: [{ from: '2026-11-01' }] }),
    ]);
    const any = ['not_enough_info', 'former_relevant_18_20', 'qualifying_other', 'care_experienced'];
    expect(said[0]?.categories).toEqual(any);
    expect(said[1]?.categories).toEqual(any);
    expect(said[2]?.categories).toEqual(['qualifying_other']);
    expect(said[3]?.categories).toContain('looked_after_16_17');
    expect(said[3]?.categories).toContain('qualifying_other');
  });

  test('is told which part of a time in care is wrong', () => {
    const withSpells = (...spells: unknown[]) => JSON.stringify({ ...known, spells });
    const { answers: said } = ask('entitlements', [
      withSpells(...known.spells, null),
      withSpells({ from: '2020-01-01', until: null }),
    ]);
    expect(said[0]?.error).toContain('"spells.1"');
    expect(said[1]?.error).toContain('"spells.0.until"');
  });

  test('may send a file that begins with a byte order mark, as some editors write it', () => {
    const marked = ask('entitlements', [`\uFEFF${JSON.stringify(known)}`]);
    expect(marked.answers[0]?.categories).toEqual(['former_relevant_18_20']);
  });

  test('is told what can be asked', () => {
    const { status: refused, said } = ask('nothing', []);
    expect(refused).toBe(1);
    expect(said).toContain('entitlements');
  });
});

describe('whoever measures the danger words', () => {
  const { status, answers } = ask('urgent', [
    '{"lang":"en","text":"my carer hits me"}',
    '{"lang":"en","text":"this homework is killing me"}',
    '{"lang":"xx","text":"on mnie bije"}',
    '{"text":"chcę umrzeć"}',
    'no JSON at all',
    '',
    'null',
    '{"lang":"en"}',
    '{"lang":7,"text":"x"}',
    '{"lang":"en","text":"x","urgent":true}',
    '{"lang":"pl","text":""}',
    '{"lang":"__proto__","text":"I like my new school"}',
  ]);

  test('gets an answer a line, in order', () => {
    expect(status).toBe(0);
    expect(answers).toHaveLength(11);
    expect(answers[0]).toEqual({ urgent: true, why: ['hit'] });
    expect(answers[1]).toEqual({ urgent: false, why: [] });
  });

  test('has every list looked through where the language is not known or not said', () => {
    expect(answers[2]?.why).toContain('hit');
    expect(answers[3]?.why).toContain('suicide');
    expect(answers.at(-1)).toEqual({ urgent: false, why: [] });
  });

  test('is told what is wrong with a line, and the rest goes on', () => {
    expect(answers[4]?.error).toBe('This line is not JSON.');
    for (const { error } of answers.slice(5, 9)) expect(error).toMatch(/\w{4}/);
    expect(answers[6]?.error).toContain('"text"');
    expect(answers[7]?.error).toContain('"lang"');
    expect(answers[8]?.error).toContain('"urgent"');
    expect(answers[9]).toEqual({ urgent: false, why: [] });
  });
});

describe('whoever attacks small numbers', () => {
  const table = (counts: Record<string, number>, more = {}) =>
    JSON.stringify({
      dimensions: ['theme'],
      cells: Object.entries(counts).map(([theme, children]) => ({ theme, children })),
      ...more,
    });
  const twoWay = (cells: [string, string, number][]) =>
    JSON.stringify({
      dimensions: ['theme', 'age'],
      cells: cells.map(([theme, age, children]) => ({ theme, age, children })),
    });
  const { answers } = ask('protect', [
    table({ respect: 3, care: 12, grow: 21 }),
    twoWay([
      ['respect', '10-12', 22],
      ['care', '13-15', 13],
      ['respect', '13-15', 31],
    ]),
    table({ respect: 4, care: 5 }),
    table({ respect: 8, care: 22, grow: 31 }, { rule: 'public' }),
    JSON.stringify({ dimensions: ['a', 'b', 'c'], cells: [] }),
    table({ respect: -1 }),
    table({ respect: 1.5 }),
    table({ respect: 1 }, { rule: 'mine' }),
    table({ respect: 1 }, { shown: 1 }),
    '{"dimensions":["theme"],"cells":[{"theme":"care","children":9},{"theme":"care","children":9}]}',
    '{"dimensions":["theme"],"cells":[{"theme":"care","age":"x","children":9}]}',
    '{"dimensions":["theme"],"cells":[{"children":9}]}',
    '{"dimensions":["theme"],"cells":[{"theme":"care","constructor":"x","children":9}]}',
    '{"dimensions":["theme"],"cells":[["care",9]]}',
    '{"dimensions":["constructor"],"cells":[{"constructor":"a","children":12},{"constructor":"b","children":20}]}',
  ]);

  test('gets the table as it would be published', () => {
    expect(answers[0]).toEqual({
      dimensions: ['theme'],
      withheld: null,
      cells: [
        { theme: 'respect', shown: 'c' },
        { theme: 'care', shown: 'c' },
        { theme: 'grow', shown: 20 },
      ],
      totals: [{ shown: 35 }],
    });
  });

  test('gets every cell in the order of the values, given or not, and a total for each value and for all', () => {
    expect(answers[1]).toMatchObject({
      cells: [
        { theme: 'respect', age: '10-12', shown: 20 },
        { theme: 'respect', age: '13-15', shown: 30 },
        { theme: 'care', age: '10-12', shown: 0 },
        { theme: 'care', age: '13-15', shown: 15 },
      ],
      totals: [
        { theme: 'respect', shown: 55 },
        { theme: 'care', shown: 15 },
        { age: '10-12', shown: 20 },
        { age: '13-15', shown: 45 },
        { shown: 65 },
      ],
    });
  });

  test('sees nothing of fewer than ten, and nothing under ten by the public rule', () => {
    expect(answers[2]).toMatchObject({
      withheld: 'too-few',
      cells: [{ shown: 'withheld' }, { shown: 'withheld' }],
      totals: [{ shown: 'withheld' }],
    });
    expect(answers[3]).toMatchObject({ cells: [{ shown: 'c' }, { shown: 'c' }, { shown: 30 }] });
  });

  test('is told what is wrong with a table, and what to do', () => {
    for (const { error } of answers.slice(4, 14)) expect(error).toMatch(/\w{4}/);
    expect(answers).toHaveLength(15);
    expect(answers[4]?.error).toContain('one dimension or two');
    expect(answers[9]?.error).toContain('once');
    expect(answers[12]?.error).toContain('"constructor" is not one');
  });

  test('may call a dimension what every object has', () => {
    expect(answers[14]).toMatchObject({
      cells: [
        { constructor: 'a', shown: 10 },
        { constructor: 'b', shown: 20 },
      ],
    });
  });
});

describe('whoever plans reviews', () => {
  const { status, answers } = ask('review-dates', [
    '{"kind":"looked_after","started":"2026-11-22","held":[]}',
    '{"kind":"looked_after","started":"2025-10-30","held":["2025-11-30"]}',
    '{"kind":"looked_after","started":"2025-01-06","held":["2026-08-31","2025-02-03"]}',
    '{"kind":"pathway","started":"2026-08-31","held":[]}',
    'no JSON at all',
    '',
    '[]',
    '{"kind":"adoption","started":"2026-11-22","held":[]}',
    '{"kind":"pathway","started":"2026-02-30","held":[]}',
    '{"kind":"pathway","started":20261122,"held":[]}',
    '{"kind":"pathway","started":"2026-11-22"}',
    '{"kind":"pathway","started":"2026-11-22","held":"2026-11-22"}',
    '{"kind":"pathway","started":"2026-11-22","held":["2026-11-22","soon"]}',
    '{"kind":"pathway","started":"2026-11-22","held":["2026-11-21"]}',
    '{"kind":"pathway","started":"2026-11-22","held":[],"name":"A. Child"}',
    '{"kind":"looked_after","started":"2060-11-22","held":[]}',
    '{"kind":"pathway","started":"2026-11-22","held":["2026-11-23"]}',
  ]);

  test('gets the due day and its rule, a line each', () => {
    expect(status).toBe(0);
    expect(answers).toHaveLength(16);
    expect(answers.slice(0, 4)).toEqual([
      { due: '2026-12-18', rule: 'within-20-working-days' },
      { due: '2026-02-28', rule: 'within-3-months' },
      { due: '2027-02-28', rule: 'within-6-months' },
      { due: '2027-02-28', rule: 'pathway-within-6-months' },
    ]);
  });

  test('is told what is wrong with a line in a sentence, and the rest goes on', () => {
    const said = answers.slice(4, -1).map(({ error = '' }) => error);
    for (const error of said) expect(error).toMatch(/^[^\n]{15,250}\.$/);
    expect(said[2]).toContain('"kind"');
    expect(said[3]).toContain('2026-02-30');
    expect(said[4]).toContain('"started"');
    expect(said[5]).toContain('"held"');
    expect(said[7]).toContain('soon');
    expect(said[8]).toContain('2026-11-21 is before');
    expect(said[9]).toContain('"name"');
    expect(said[10]).toContain('gov.uk/bank-holidays');
    expect(answers.at(-1)).toEqual({ due: '2027-05-23', rule: 'pathway-within-6-months' });
  });
});
