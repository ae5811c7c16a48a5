import { describe, expect, test } from 'vitest';
import { featuresOf } from '../screening/sketch.ts';
import { alikeToPoint } from './alike.ts';

const said = featuresOf(
  'My dad sent me a photo. Also nobody asked me before I moved to the new house, they just packed my bags.',
);

describe('a message and a point', () => {
  test.each([
    ['They want to be asked before they move, and told why it happens.', 'some'],
    ['Nobody asked before a move to a new house.', 'very'],
    ['The wifi is too slow for homework.', null],
    ['Young people want to see brothers and sisters more often.', null],
    ['Yes.', null],
  ])('%s', (text, alike) => {
    expect(alikeToPoint(said, text)?.alike ?? null).toBe(alike);
  });

  test('the more of the point it says, the more alike', () => {
    const more = alikeToPoint(said, 'Nobody asked before a move to a new house.')?.share ?? 0;
    const less =
      alikeToPoint(said, 'They want to be asked before they move, and told why it happens.')?.share ?? 0;
    expect(more).toBeGreaterThan(less);
  });
});
