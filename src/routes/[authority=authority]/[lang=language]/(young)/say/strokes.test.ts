import { expect, test } from 'vitest';
import {
  addPoint,
  readStrokes,
  SIDE,
  startAgain,
  strokesOn,
  undo,
  type Steps,
  type Stroke,
} from './strokes.ts';

const stroke = (x: number): Stroke => ({ colour: 'red', width: 'thin', points: [x, x] });
const [one, two, three] = [stroke(1), stroke(2), stroke(3)];

test('undo takes back the last stroke, and nothing where there is none', () => {
  expect(strokesOn(undo([one, two]))).toEqual([one]);
  expect(strokesOn(undo([]))).toEqual([]);
});

test('starting again empties the paper, and undo brings it back', () => {
  const emptied = startAgain([one, two]);
  expect(strokesOn(emptied)).toEqual([]);
  expect(strokesOn(undo(emptied))).toEqual([one, two]);
  const drawnOn: Steps = [...emptied, three];
  expect(strokesOn(drawnOn)).toEqual([three]);
  expect(strokesOn(undo(undo(drawnOn)))).toEqual([one, two]);
});

test('an empty paper is not emptied twice', () => {
  expect(startAgain([])).toEqual([]);
  expect(startAgain([one, null])).toEqual([one, null]);
});

test('points are whole, on the paper, and not nearer to each other than can be seen', () => {
  const drawn: Stroke = { ...one, points: [] };
  expect(addPoint(drawn, 10.4, -20)).toBe(true);
  expect(addPoint(drawn, 11, 1)).toBe(false);
  expect(addPoint(drawn, SIDE + 50, 20.6)).toBe(true);
  expect(drawn.points).toEqual([10, 0, SIDE, 21]);
});

test('kept strokes come back as they were; what is none of ours is left out', () => {
  expect(readStrokes(JSON.stringify([one, two]))).toEqual([one, two]);
  const others = [null, 1, { ...one, colour: 'pink' }, { ...one, points: [1] }, { ...one, points: [1, 1e9] }];
  expect(readStrokes(JSON.stringify([one, ...others]))).toEqual([one]);
  for (const broken of ['', '{', '{}', 'null']) expect(readStrokes(broken)).toEqual([]);
});
