import { randomBytes } from 'node:crypto';
import { monthsLater } from '../../src/lib/platform/months-later.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import type { AnswerFor } from '../../src/lib/reviews/answer.ts';
import { audiences } from '../../src/lib/reviews/audience.ts';
import { questionsFor, type Age } from '../../src/lib/reviews/questions.ts';
import { nextReview } from '../../src/lib/reviews/review-dates.ts';
import { KEPT_DAYS } from '../../src/lib/reviews/review.ts';
import { sealViews } from '../../src/lib/reviews/seal-views.ts';
import { audienceRecord, ownRecord, type SealedViews } from '../../src/lib/reviews/sealed-views.ts';
import type { AuthorityKey } from '../../src/lib/sealing/records.ts';
import { AUTHORITY } from './messages.ts';
import type { Filler } from './desk-data.ts';

const DAY = 86_400_000;
const OFFICERS = 40;
const WORKERS = 400;
/** Views are sent in the weeks before a review. */
const BEFORE_DAYS = 21;
const ANSWERS = 12;
/** Of views, so many are sealed for the server's own key; the rest are bytes of nobody's, of the same length. */
const SEALED_FOR_TRUE = 300;

const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const pad = (text: string) => text.padEnd(43, 'x').slice(0, 43);
const pick = <One>(list: readonly One[], place: number): One => list[place % list.length]!;

/** Answers as somebody gives them who tells a lot: everything a wording asks, in words where there are words. */
export function someAnswers(count: number, age: Age = '16-up'): AnswerFor[] {
  const all = questionsFor(age).flatMap(({ id, kinds, options }): Omit<AnswerFor, 'audience'>[] => [
    ...(kinds.includes('face') ? [{ question: id, value: { kind: 'face' as const, value: 4 } }] : []),
    ...(kinds.includes('scale') ? [{ question: id, value: { kind: 'scale' as const, value: 7 } }] : []),
    ...(options?.[0] ? [{ question: id, value: { kind: 'choice' as const, value: options[0] } }] : []),
    ...(kinds.includes('words')
      ? [
          {
            question: id,
            value: { kind: 'words' as const, value: 'I want to see my brother more often. '.repeat(6) },
          },
        ]
      : []),
  ]);
  if (all.length < count) throw new RangeError(`Only ${all.length} answers can be given.`);
  return all.slice(0, count).map((answer, place) => ({ ...answer, audience: pick(audiences, place) }));
}

/** Views sealed as a phone does. Receipts are random here: stretching one is the phone's work. */
export async function sealedViews(
  to: AuthorityKey,
  answers: readonly AnswerFor[],
  at: Date,
): Promise<SealedViews> {
  const stretched = { key: new Uint8Array(randomBytes(32)), verifier: new Uint8Array(randomBytes(32)) };
  return (await sealViews({ ...to, authorityId: AUTHORITY }, newId(at), answers, [], stretched)).views;
}

interface MadeReview {
  id: string;
  series: number;
  number: number;
  dueOn: string;
  rule: string;
  plannedOn: string | null;
  heldOn: string | null;
}

interface MadeSeries {
  id: string;
  startedOn: string;
}

/** Everyone's reviews by the rules, until a year of them has so many; the next of each is planned, some of them late. */
function makeReviews(aYear: number, now: Date): { series: MadeSeries[]; reviews: MadeReview[] } {
  const today = day(now.getTime());
  const yearAgo = monthsLater(today, -12);
  const series: MadeSeries[] = [];
  const reviews: MadeReview[] = [];
  for (let lastYear = 0; lastYear < aYear;) {
    const place = series.length;
    const startedOn = day(now.getTime() - (20 + ((place * 37) % 1_075)) * DAY);
    series.push({ id: newId(new Date(startedOn)), startedOn });
    for (const held: string[] = []; ;) {
      const { dueOn, rule } = nextReview({ kind: 'looked_after', startedOn, held });
      // Most a few days before they are due, one in eleven some days late.
      const on = day(Date.parse(dueOn) + (place % 11 === 0 ? 5 : -(place % 15)) * DAY);
      const isHeld = on < today;
      const id = newId(new Date(dueOn));
      const plannedOn = isHeld || place % 5 > 0 ? on : null;
      reviews.push({
        id,
        series: place,
        number: held.length + 1,
        dueOn,
        rule,
        plannedOn,
        heldOn: isHeld ? on : null,
      });
      if (!isHeld) break;
      held.push(on);
      if (on >= yearAgo) lastYear += 1;
    }
  }
  return { series, reviews };
}

export interface MadeReviews {
  reviews: number;
  planned: number;
  views: number;
  /** Planned reviews for which nothing has been sent yet. */
  open: string[];
}

/**
 * An authority's reviews as they stand on a day: three years of them, the next of each planned, and views for those that
 * are near or not yet thirty days past. All rows go straight into the tables.
 */
export async function fillReviews(
  filler: Filler,
  to: AuthorityKey,
  { officers, workers }: { officers: readonly string[]; workers: readonly string[] },
  aYear: number,
  now: Date,
): Promise<MadeReviews> {
  const { series, reviews } = makeReviews(aYear, now);
  const at = now.toISOString();
  const soon = day(now.getTime() + BEFORE_DAYS * DAY);
  const keptFrom = day(now.getTime() - KEPT_DAYS * DAY);
  const isNear = ({ heldOn, plannedOn, dueOn }: MadeReview) =>
    heldOn === null ? (plannedOn ?? dueOn) <= soon : heldOn >= keptFrom;
  const who = (place: number) => ({ officer_id: pick(officers, place), worker_id: pick(workers, place) });
  const own = { authority_id: AUTHORITY };
  await filler.fill(
    'review_series',
    series.map(({ id, startedOn }, place) => ({
      ...own,
      series_id: id,
      reference: `R-${100_000 + place}`,
      kind: 'looked_after',
      started_on: startedOn,
      ...who(place),
      young_person_id: null,
      created_at: at,
      ended_on: null,
      version: 1,
    })),
  );
  await filler.fill(
    'reviews',
    reviews.map(({ id, series: place, number, dueOn, rule, plannedOn, heldOn }) => ({
      ...own,
      review_id: id,
      series_id: series[place]!.id,
      number,
      due_on: dueOn,
      rule,
      planned_on: plannedOn,
      planned_at: plannedOn && '16:00',
      state: heldOn === null ? 'planned' : 'held',
      held_on: heldOn,
      ...who(place),
      came: heldOn && pick(['all', 'part', 'not'], place),
      conveyed: heldOn && pick(['self', 'advocate', 'views'], place),
      under_four: 0,
      code: heldOn && pick(['PN1', 'PN2', 'PN5'], place),
      code_confirmed_by: heldOn && pick(officers, place),
      code_confirmed_at: heldOn && at,
      handed_over_at: null,
      forgotten_at: heldOn !== null && heldOn < keptFrom ? at : null,
      version: 2,
    })),
  );
  await filler.fill(
    'review_records',
    reviews.flatMap(({ id, series: place, heldOn }) =>
      heldOn !== null && heldOn >= keptFrom
        ? [
            {
              ...own,
              review_id: id,
              sealed: 'A'.repeat(2_000),
              written_by: pick(officers, place),
              written_at: at,
              sent_at: at,
              version: 2,
            },
          ]
        : [],
    ),
  );
  const near = reviews.filter(isNear);
  const withViews = near.filter((_, place) => place % 4 !== 0);
  const views: SealedViews[] = [];
  const answers = someAnswers(ANSWERS);
  for (const place of withViews.keys()) {
    const isTrue = place < SEALED_FOR_TRUE;
    const model = isTrue ? await sealedViews(to, answers, now) : views[place % SEALED_FOR_TRUE]!;
    views.push(
      isTrue
        ? model
        : {
            ...model,
            viewsId: newId(now),
            answers: model.answers.map((answer) => ({ ...answer, answerId: crypto.randomUUID() })),
          },
    );
  }
  await filler.fill(
    'views',
    views.map(({ viewsId, verifier }, place) => ({
      ...own,
      views_id: viewsId,
      review_id: withViews[place]!.id,
      received_at: at,
      lang: 'en',
      age: '16-up',
      receipt_lookup: pad(`r${place}${verifier}`),
      person_id: null,
      idem_hash: pad(`i${place}`),
      payload_mac: pad(`p${place}`),
      danger: place % 97 === 0 ? 1 : 0,
      first_opened_at: place % 2 === 0 ? at : null,
    })),
  );
  await filler.fill(
    'views_answers',
    views.flatMap(({ viewsId, answers: sealed }) =>
      sealed.map(({ answerId, audience, sealed: words }, place) => ({
        ...own,
        views_id: viewsId,
        answer_id: answerId,
        place,
        audience,
        sealed: words,
      })),
    ),
  );
  await filler.fill(
    'record_keys',
    views.flatMap(({ viewsId, own: ownKeys, keys }) =>
      [
        { record: ownRecord(viewsId), wraps: ownKeys },
        ...audiences.flatMap((audience) =>
          keys[audience] ? [{ record: audienceRecord(viewsId, audience), wraps: keys[audience] }] : [],
        ),
      ].flatMap(({ record, wraps: { kid, forAuthority, forReceipt } }) => [
        {
          ...own,
          record_id: record,
          reader_kind: 'authority',
          reader_id: AUTHORITY,
          kid,
          wrapped_dek: forAuthority,
        },
        {
          ...own,
          record_id: record,
          reader_kind: 'receipt',
          reader_id: 'receipt',
          kid: 'receipt',
          wrapped_dek: forReceipt,
        },
      ]),
    ),
  );
  // On PostgreSQL also what it does by itself within a minute of such a change.
  await filler.indexPoints();
  return {
    reviews: reviews.length,
    planned: reviews.filter(({ heldOn }) => heldOn === null).length,
    views: views.length,
    open: near.flatMap(({ id, heldOn }, place) => (heldOn === null && place % 4 === 0 ? [id] : [])),
  };
}

/** Ids for as many officers and workers as such an authority has. */
export const staffIds = (now: Date) => ({
  officers: Array.from({ length: OFFICERS }, () => newId(now)),
  workers: Array.from({ length: WORKERS }, () => newId(now)),
});
