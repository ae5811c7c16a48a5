import { expect, test } from 'vitest';
import { FEEDBACK_MAX, readFeedback, saysNothing } from './read-feedback.ts';

test('every part may be left out, and nothing at all is nothing', () => {
  expect(readFeedback({})).toEqual({ listened: null, understood: null, words: '' });
  expect(readFeedback({ listened: '0' })).toEqual({ listened: 0, understood: null, words: '' });
  expect(readFeedback({ understood: 'partly' })).toEqual({
    listened: null,
    understood: 'partly',
    words: '',
  });
  expect(readFeedback({ words: '  they let me talk ' })).toMatchObject({ words: 'they let me talk' });
  expect(saysNothing({ listened: null, understood: null, words: '' })).toBe(true);
  expect(saysNothing({ listened: 0, understood: null, words: '' })).toBe(false);
});

test.each(['11', '-1', '5.5', 'five', '05', ' 3', '1e1', '٣'])('%s is no place from 0 to 10', (listened) => {
  expect(readFeedback({ listened })).toEqual({ fault: 'listened' });
});

test.each(Array.from({ length: 11 }, (_, place) => place))('%i is one', (listened) => {
  expect(readFeedback({ listened: String(listened) })).toMatchObject({ listened });
});

test('letters are counted as somebody sees them', () => {
  expect(readFeedback({ words: '🙂'.repeat(FEEDBACK_MAX) })).toMatchObject({ understood: null });
  expect(readFeedback({ words: 'x'.repeat(FEEDBACK_MAX + 1) })).toEqual({ fault: 'words' });
  expect(readFeedback({ understood: 'maybe' })).toEqual({ fault: 'understood' });
});
