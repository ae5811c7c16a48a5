import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlaced, showPath } from './json-places.ts';

test('everything has its line and column, whatever ends the lines', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const placed = readPlaced(['{', '  "a": [', '    1,', '    {"b": null}', '  ]', '}'].join(end));
    expect(placed.faults).toEqual([]);
    expect(placed.value).toEqual({ a: [1, { b: null }] });
    expect(placed.placeOf(['a'])).toEqual({ line: 2, column: 3 });
    expect(placed.placeOf(['a', 0])).toEqual({ line: 3, column: 5 });
    expect(placed.placeOf(['a', 1, 'b'])).toEqual({ line: 4, column: 6 });
    // What is not there is where it should have been.
    expect(placed.placeOf(['a', 1, 'c', 'd'])).toEqual({ line: 4, column: 5 });
    expect(placed.placeOf(['z'])).toEqual({ line: 1, column: 1 });
  }
});

test('a mark of byte order counts as a column and is no fault', () => {
  const placed = readPlaced('\uFEFF{"a": 1}');
  expect([placed.faults, placed.value, placed.placeOf(['a'])]).toEqual([
    [],
    { a: 1 },
    { line: 1, column: 3 },
  ]);
});

test('whatever JSON says is read as any reader would', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value, null, 2);
      expect(readPlaced(text)).toMatchObject({ value: JSON.parse(text), faults: [] });
    }),
  );
});

test('whatever is no JSON is told, and never thrown', () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (!isJson(text)) expect(readPlaced(text.replace(/^\uFEFF/, '')).faults.length).toBeGreaterThan(0);
    }),
  );
});

test('a path is shown as people write it', () => {
  expect(showPath(['entitlements', 3, 'who', 0])).toBe('entitlements[3].who[0]');
  expect(showPath([])).toBe('');
});
