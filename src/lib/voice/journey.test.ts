import { describe, expect, test } from 'vitest';
import type { StageDays } from '../authorities/authority.ts';
import { dueDay, moves, stages, type Move, type Stage } from './journey.ts';

/** The journey as design.md draws it, written out again by hand. */
const drawn: Record<Move, { from: Stage[]; to: Stage }> = {
  'set-aside': { from: ['awaiting-screening'], to: 'unreadable' },
  pass: { from: ['awaiting-screening', 'held'], to: 'awaiting-moderation' },
  hold: {
    from: [
      'awaiting-screening',
      'awaiting-moderation',
      'drafted',
      'shared',
      'deciding',
      'answered',
      'closed',
      'not-shared',
    ],
    to: 'held',
  },
  'ask-duty': { from: ['awaiting-moderation', 'drafted'], to: 'awaiting-screening' },
  'hand-over': { from: ['held'], to: 'handed-over' },
  draft: { from: ['awaiting-moderation'], to: 'drafted' },
  'send-back': { from: ['drafted'], to: 'awaiting-moderation' },
  release: { from: ['drafted'], to: 'shared' },
  join: { from: ['awaiting-moderation'], to: 'shared' },
  withhold: { from: ['drafted'], to: 'not-shared' },
  'look-again': { from: ['not-shared'], to: 'awaiting-moderation' },
  decide: { from: ['shared'], to: 'deciding' },
  answer: { from: ['deciding'], to: 'answered' },
  close: { from: ['answered'], to: 'closed' },
  'think-again': { from: ['closed'], to: 'answered' },
  reopen: { from: ['answered', 'closed'], to: 'deciding' },
  'take-out': { from: ['deciding'], to: 'shared' },
  'ask-again': { from: ['answered', 'closed'], to: 'answered' },
};

/** The stages a message passes when nothing is held or sent back. */
const straightOn: Stage[] = [
  'awaiting-screening',
  'awaiting-moderation',
  'drafted',
  'shared',
  'deciding',
  'answered',
  'closed',
];

const names = Object.keys(drawn) as Move[];
const steps = Object.entries(moves).flatMap(([move, { from, to }]) =>
  from.map((stage: Stage) => ({ move, from: stage, to })),
);

const days: StageDays = { screening: 1, moderation: 5, sharing: 10, deciding: 20, checkBack: 30 };

describe('moves', () => {
  test.each(names)('%s goes where it should and from nowhere else', (name) => {
    expect(moves[name]).toEqual(drawn[name]);
  });

  test('there are no others', () => {
    expect(Object.keys(moves).sort()).toEqual([...names].sort());
  });

  test('none skips a stage on the way forward, but what joins a point that was released', () => {
    const skipping = steps.filter(({ move, from, to }) => {
      if (move === 'join') return false;
      const [start, end] = [straightOn.indexOf(from), straightOn.indexOf(to)];
      return start >= 0 && end >= 0 && end - start > 1;
    });
    expect(skipping).toEqual([]);
  });

  test('nothing reaches moderation but from the duty team, a point sent back or one that was not shared', () => {
    const sources = steps.filter(({ to }) => to === 'awaiting-moderation').map(({ from }) => from);
    expect(sources.sort()).toEqual(['awaiting-screening', 'drafted', 'held', 'not-shared']);
  });

  test('nothing is shared that was not drafted, says the same as what was, or comes back out of a decision', () => {
    expect(steps.filter(({ to }) => to === 'shared')).toEqual([
      { move: 'release', from: 'drafted', to: 'shared' },
      { move: 'join', from: 'awaiting-moderation', to: 'shared' },
      { move: 'take-out', from: 'deciding', to: 'shared' },
    ]);
    expect(steps.filter(({ to, from }) => to === 'deciding' && from === 'drafted')).toEqual([]);
  });

  test('a message can be held at every stage at which the duty team does not have it already', () => {
    const without = stages.filter((stage) => !(moves.hold.from as readonly Stage[]).includes(stage));
    expect(without).toEqual(['held', 'handed-over', 'unreadable']);
  });

  test('what was handed over stays with those who have it', () => {
    expect(steps.filter(({ from }) => from === 'handed-over')).toEqual([]);
  });

  test('every stage but the first can be reached', () => {
    const reached = new Set<Stage>(['awaiting-screening', ...steps.map(({ to }) => to)]);
    expect([...reached].sort()).toEqual([...stages].sort());
  });
});

describe('due days', () => {
  const monday = '2026-07-06T09:00:00.000Z';

  test.each<[Stage, string | null]>([
    ['awaiting-screening', '2026-07-07'],
    ['awaiting-moderation', '2026-07-13'],
    ['drafted', '2026-07-13'],
    ['shared', '2026-07-20'],
    ['deciding', '2026-08-03'],
    ['answered', '2026-08-17'],
    ['held', null],
    ['handed-over', null],
    ['closed', null],
    ['not-shared', null],
  ])('%s since a Monday is due %s', (stage, due) => {
    expect(dueDay(stage, monday, days)).toBe(due);
  });

  test('a weekend does not count', () => {
    expect(dueDay('awaiting-screening', '2026-07-10T16:00:00.000Z', days)).toBe('2026-07-13');
  });

  test('nor do Christmas and the bank holiday after it', () => {
    expect(dueDay('awaiting-screening', '2026-12-24T09:00:00.000Z', days)).toBe('2026-12-29');
  });

  test("the authority's own days decide", () => {
    expect(dueDay('shared', monday, { ...days, sharing: 3 })).toBe('2026-07-09');
  });
});
