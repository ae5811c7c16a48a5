import { describe, expect, test } from 'vitest';
import { hasCast, readCast } from '../../src/commands/cast-file.ts';
import { readNational } from '../../src/lib/content/files.server.ts';
import { may } from '../../src/lib/identity/roles.ts';
import { USERNAME } from '../../src/lib/identity/person.ts';
import { POINT_MAX } from '../../src/lib/moderation/point.ts';
import { endedPeriods } from '../../src/lib/platform/period.ts';
import { publishQuarter } from '../../src/lib/promise/kept-answer.ts';
import { reviewReferenceFault } from '../../src/lib/reviews/reference.ts';
import { wordsFault } from '../../src/lib/voice/message.ts';
import { match as isName } from '../../src/params/name.ts';
import { shippedAuthorities } from '../support/shipped.ts';

const national = await readNational();
const authorities = await Promise.all(
  shippedAuthorities.map(async ({ settings, promise, offer, services }) => ({
    name: settings.name,
    entitlements: new Set([...national.offer, ...offer].map(({ id }) => id)),
    services: new Set(services.map(({ id }) => id)),
    themes: new Map(promise.themes.map(({ id, commitments }) => [id, commitments.map((one) => one.id)])),
    cast: await readCast(settings.id),
  })),
);

const repeated = (keys: string[]) => keys.filter((key, place) => keys.indexOf(key) !== place);

describe.each(authorities)('the cast of $name', ({ themes, cast, entitlements, services }) => {
  const points = new Map(cast.points.map((point) => [point.key, point]));
  const behind = (key: string) => cast.messages.filter((message) => message.point === key);
  const staff = cast.staff.map(({ key }) => key);
  /** Days of the story from its first quarter on; quarter 0 comes after both ended ones. */
  const dayOf = ({ quarter, day }: { quarter: number; day: number }) =>
    quarter === 0 ? Infinity : (quarter + 2) * 92 + day;

  test.each([-2, -1])(
    'says at least ten things in quarter %d, so that there is something to show',
    (quarter) => {
      expect(cast.messages.filter((message) => message.quarter === quarter).length).toBeGreaterThanOrEqual(
        10,
      );
    },
  );

  test('has no key twice', () => {
    for (const list of [cast.staff, cast.points, cast.messages, cast.decisions]) {
      expect(repeated(list.map(({ key }) => key))).toEqual([]);
    }
    expect(repeated(cast.events.map(({ id }) => id))).toEqual([]);
    expect(repeated(cast.staff.map(({ username }) => username))).toEqual([]);
  });

  test('speaks of themes and commitments that there are', () => {
    const about = [
      ...cast.points.flatMap(({ theme, commitments }) => [
        [theme, null] as const,
        ...commitments.map((id) => [theme, id] as const),
      ]),
      ...cast.messages.map(({ theme, commitment }) => [theme, commitment] as const),
    ];
    const unknown = about.filter(([theme, commitment]) => {
      if (theme === null) return commitment !== null;
      return !themes.has(theme) || (commitment !== null && !themes.get(theme)?.includes(commitment));
    });
    expect(unknown).toEqual([]);
  });

  test('puts messages into points that there are, and leaves no point without a message', () => {
    const strays = cast.messages.filter(({ point }) => point !== null && !points.has(point));
    expect(strays).toEqual([]);
    expect(cast.points.filter(({ key }) => behind(key).length === 0)).toEqual([]);
  });

  test('has a point for what was released or drafted, and none for what was not read yet', () => {
    const inPoints = ['released', 'drafted'];
    const wrong = cast.messages.filter(
      ({ outcome, point }) => inPoints.includes(outcome) !== (point !== null),
    );
    expect(wrong.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([]);
  });

  test('decides about released points only, each once', () => {
    const decided = cast.decisions.flatMap((decision) => decision.points);
    expect(repeated(decided)).toEqual([]);
    const wrong = decided.filter(
      (key) => behind(key).length === 0 || behind(key).some(({ outcome }) => outcome !== 'released'),
    );
    expect(wrong).toEqual([]);
  });

  test('decides after the points are released', () => {
    const early = cast.decisions.filter((decision) =>
      decision.points.some((key) => Math.max(...behind(key).map(dayOf)) + 2 >= dayOf(decision)),
    );
    expect(early.map(({ key }) => key)).toEqual([]);
  });

  test('gives every decision to somebody who owns decisions, with an address of its own', () => {
    const owners = cast.staff.filter(({ roles }) => roles.includes('decision-owner')).map(({ key }) => key);
    expect(cast.decisions.filter(({ owner }) => !owners.includes(owner))).toEqual([]);
    expect(cast.decisions.filter(({ slug }) => !isName(slug))).toEqual([]);
    expect(repeated(cast.decisions.map(({ slug }) => slug))).toEqual([]);
  });

  test('says what was done in every language in which it says what was said', () => {
    const uneven = cast.decisions.filter(
      ({ said, answer, state }) =>
        (state === 'open') !== (answer === null) ||
        (answer !== null && Object.keys(answer).sort().join() !== Object.keys(said).sort().join()),
    );
    expect(uneven.map(({ key }) => key)).toEqual([]);
  });

  test('lets no more people answer than said something', () => {
    const tooMany = cast.decisions.filter(({ checkBack, points: keys }) => {
      const answers = checkBack ? checkBack.yes + checkBack.partly + checkBack.no : 0;
      return answers > keys.flatMap(behind).length;
    });
    expect(tooMany.map(({ key }) => key)).toEqual([]);
  });

  test('has two events or more to come, that say they are made up, help with what there is and stand beside no real one', () => {
    expect(cast.events.length).toBeGreaterThanOrEqual(2);
    expect(cast.events.filter(({ words }) => !words.en.summary.includes('made up'))).toEqual([]);
    expect(cast.events.flatMap((one) => one.entitlements).filter((id) => !entitlements.has(id))).toEqual([]);
    expect(cast.events.filter(({ id }) => services.has(id) || !isName(id))).toEqual([]);
  });

  test('has staff for every part that the story needs', () => {
    for (const key of ['duty', 'participation', 'council']) {
      expect(staff.some((name) => name === key || name === `${key}1`)).toBe(true);
    }
    expect(
      cast.staff.filter(({ username, roles }) => !USERNAME.test(username) || roles.length === 0),
    ).toEqual([]);
  });

  test('gives reviews to officers and workers, under references that are no names, with rules that can say when', () => {
    const holding = (role: 'reviewing-officer' | 'worker') =>
      cast.staff.filter(({ roles }) => roles.includes(role)).map(({ key }) => key);
    const wrong = cast.reviews.filter(
      ({ reference, officer, worker, startedDaysAgo, heldDaysAgo }) =>
        reviewReferenceFault(reference) !== null ||
        !holding('reviewing-officer').includes(officer) ||
        !holding('worker').includes(worker) ||
        heldDaysAgo.some((days) => days > startedDaysAgo),
    );
    expect(wrong.map(({ reference }) => reference)).toEqual([]);
    expect(repeated(cast.reviews.map(({ reference }) => reference))).toEqual([]);
    expect(cast.reviews.length).toBeGreaterThanOrEqual(2);
    const young = cast.young.map(({ reference }) => reference);
    expect(cast.reviews.filter(({ reference, signsIn }) => signsIn !== young.includes(reference))).toEqual(
      [],
    );
  });

  test('says what fits', () => {
    expect(cast.messages.filter(({ words }) => wordsFault(words) !== null)).toEqual([]);
    expect(cast.points.filter(({ text }) => text.trim() === '' || text.length > POINT_MAX)).toEqual([]);
  });

  test('answers only who wanted an answer', () => {
    const unasked = cast.messages.filter(({ answer, wantsAnswer }) => answer !== null && !wantsAnswer);
    expect(unasked.map(({ key }) => key)).toEqual([]);
  });

  test('says of every promise how it stands, some more than once, and of some that they are late or cannot be', () => {
    const promised = [...themes.values()].flat().sort();
    const said = cast.standings.map(({ commitment }) => commitment);
    expect([...new Set(said)].sort()).toEqual(promised);
    expect(repeated(said).length).toBeGreaterThanOrEqual(4);
    expect(new Set(cast.standings.map(({ standing }) => standing)).size).toBe(3);
  });

  test('gives a day to what is not kept yet and to nothing else, a role, and a reason that fits', () => {
    const wrong = cast.standings.filter(
      ({ standing, dueInDays, owner, why }) =>
        (standing === 'not-yet') !== (dueInDays !== null && dueInDays > 0) ||
        cast.staff.some(({ name }) => owner.includes(name)) ||
        owner === '' ||
        why.en === '' ||
        why.en.length > 600,
    );
    expect(wrong).toEqual([]);
    const editors = cast.staff.filter(({ roles }) => may(roles, 'change-standing')).map(({ key }) => key);
    expect(cast.standings.filter(({ by }) => !editors.includes(by))).toEqual([]);
  });

  test('answers of promises there are: enough to be shown of some, too few of others', () => {
    expect(cast.kept.filter(({ commitment }) => ![...themes.values()].flat().includes(commitment))).toEqual(
      [],
    );
    const [period] = endedPeriods(new Date(), 1);
    const shown = cast.kept.map((counts) => period && publishQuarter(period, counts) !== null);
    expect(shown.filter(Boolean).length).toBeGreaterThanOrEqual(6);
    expect(shown.filter((one) => !one).length).toBeGreaterThanOrEqual(3);
  });

  test('writes back only to an answer', () => {
    const alone = cast.messages.filter(({ answer, reply }) => reply !== null && answer === null);
    expect(alone.map(({ key }) => key)).toEqual([]);
  });
});

test('an authority that joined as files has no cast, and the demo starts without one', () => {
  expect([hasCast('warrington'), hasCast('newly-joined')]).toEqual([true, false]);
});
