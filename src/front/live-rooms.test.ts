import { expect, test } from 'vitest';
import { roomsChangedBy } from './live-rooms.ts';

const young = '/[authority=authority]/[lang=language]/(young)';

test.each([
  ['/[authority=authority]/desk/reviews/add', ['reviews']],
  ['/[authority=authority]/desk/reviews/[id=name]/date', ['reviews']],
  [`${young}/review`, ['reviews']],
  [`${young}/review/after`, ['reviews']],
  [`${young}/me/review/[id=name]`, ['reviews']],
  [`${young}/say`, ['screening']],
  [`${young}/me/delete`, ['screening', 'moderation', 'points', 'reviews']],
  [`${young}/settings`, []],
])('a post to %s is heard of in %j', (route, rooms) => {
  expect(roomsChangedBy(route)).toEqual(rooms);
});
