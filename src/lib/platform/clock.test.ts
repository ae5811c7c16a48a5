import { describe, expect, test } from 'vitest';
import { isDay } from './clock.ts';

describe('a day', () => {
  test.each(['2026-07-06', '2024-02-29', '2026-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-7-6', '06/07/2026', '', 'soon'])(
    '%j is none',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
