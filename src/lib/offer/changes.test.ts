import { describe, expect, test } from 'vitest';
import { readAuthorities, readNational } from '../content/files.server.ts';
import { changesAt, turningPoints } from './changes.ts';

const ON = '2026-11-22';
const { offer } = await readNational();
const authorities = await readAuthorities();

describe('for somebody who stays in care until 18', () => {
  test('an adviser and a plan begin at 16', () => {
    expect(changesAt(offer, 16, ON).starts).toEqual(
      expect.arrayContaining(['personal-adviser', 'pathway-plan']),
    );
    expect(changesAt(offer, 16, ON).ends).toEqual([]);
  });

  test('at 18 what is for children in care ends, and what is for care leavers begins', () => {
    const { starts, ends } = changesAt(offer, 18, ON);
    expect(ends).toEqual(
      expect.arrayContaining(['independent-visitor', 'person-who-runs-your-review', 'social-worker-visits']),
    );
    expect(starts).toEqual(
      expect.arrayContaining([
        'setting-up-home-allowance',
        'staying-put',
        'private-rent-help',
        'council-tax-help',
      ]),
    );
    expect(starts).not.toContain('personal-adviser');
  });

  test('staying put and the early help for the homeless end at 21; the adviser does not', () => {
    const { ends } = changesAt(offer, 21, ON);
    expect(ends).toEqual(expect.arrayContaining(['staying-put', 'homeless-18-to-20']));
    expect(ends).not.toContain('personal-adviser');
  });

  test('the adviser ends at 25', () => {
    expect(changesAt(offer, 25, ON).ends).toEqual(
      expect.arrayContaining(['personal-adviser', 'pathway-plan']),
    );
  });

  test('nothing both begins and ends, in any council', () => {
    for (const files of authorities)
      for (const age of turningPoints) {
        const { starts, ends } = changesAt([...offer, ...files.offer], age, ON);
        expect(starts.filter((id) => ends.includes(id))).toEqual([]);
      }
  });
});
