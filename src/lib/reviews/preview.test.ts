import { expect, test } from 'vitest';
import type { AnswerFor } from './answer.ts';
import { audiences, readers, readersOf } from './audience.ts';
import { keptFrom, previewOf } from './preview.ts';

const answers = audiences.map((audience): AnswerFor => ({
  question: 'home',
  value: { kind: 'words', value: audience },
  audience,
}));

test.each(readers)(
  '%s sees exactly the answers that are for them, and every other is kept from them',
  (reader) => {
    const seen = previewOf(answers, reader);
    expect(seen.map(({ audience }) => audience)).toEqual(
      audiences.filter((one) => readersOf[one].includes(reader)),
    );
    expect([...seen, ...keptFrom(answers, reader)]).toHaveLength(answers.length);
    expect(seen.filter((one) => keptFrom(answers, reader).includes(one))).toEqual([]);
  },
);

test('somebody for whom there is nothing sees nothing', () => {
  const forOfficer = answers.filter(({ audience }) => audience === 'officer');
  expect(previewOf(forOfficer, 'carers')).toEqual([]);
  expect(keptFrom(forOfficer, 'officer')).toEqual([]);
});
