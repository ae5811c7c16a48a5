import { expect, test } from 'vitest';
import * as v from 'valibot';
import cheshireEast from '../../../seeds/authorities/cheshire-east/authority.json' with { type: 'json' };
import manchester from '../../../seeds/authorities/manchester/authority.json' with { type: 'json' };
import warrington from '../../../seeds/authorities/warrington/authority.json' with { type: 'json' };
import { AuthoritySettingsSchema } from '../authorities/authority.ts';
import { aimOf } from './participation-aim.ts';

const aim = (settings: unknown) => aimOf(v.parse(AuthoritySettingsSchema, settings));

test('each council’s own aim, what it counts, and how old it is', () => {
  expect(aim(manchester)).toMatchObject({ percent: 60, counts: 'came' });
  expect(aim(manchester)?.words).toMatch(/active part.*2017\/18 to 2019\/20.*historic.*2016–2019.*7\.6/);
  expect(aim(warrington)).toMatchObject({ percent: 100, counts: 'took-part' });
  expect(aim(warrington)?.words).toMatch(/contribute.*historic.*2018–2021/);
  expect(aim(cheshireEast)).toBeNull();
});

test('an aim that says nothing of where it is from is for all who took part', () => {
  const { participationAimFrom: _, ...reviews } = manchester.reviews;
  expect(aim({ ...manchester, reviews })).toEqual({ percent: 60, counts: 'took-part', words: null });
});
