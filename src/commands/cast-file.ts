import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { needs } from '../lib/offer/entitlement.ts';
import { accessibilities, contactRoles, ServiceWordsSchema, weekdays } from '../lib/offer/service.ts';
import { roles } from '../lib/identity/roles.ts';
import { standingKinds } from '../lib/promise/standing.ts';
import { audiences } from '../lib/reviews/audience.ts';
import { comings, conveyings } from '../lib/reviews/participation.ts';
import { ages, questions } from '../lib/reviews/questions.ts';
import { reviewKinds } from '../lib/reviews/review.ts';
import { moods } from '../lib/voice/message.ts';

const Spoken = v.object({ en: v.string(), ar: v.optional(v.string()) });

const CastStandingSchema = v.object({
  commitment: v.string(),
  by: v.string(),
  quarter: v.picklist([-2, -1, 0]),
  day: v.number(),
  standing: v.picklist(standingKinds),
  owner: v.string(),
  dueInDays: v.nullable(v.number()),
  why: Spoken,
});

/** How many answered what to "is this being kept for you?" in a quarter that is over. */
const CastKeptSchema = v.object({
  commitment: v.string(),
  quarter: v.picklist([-2, -1]),
  yes: v.number(),
  sometimes: v.number(),
  no: v.number(),
});

/** A young person's reviews, by made-up references. Days count back from now, planned ones forward. */
const CastReviewsSchema = v.strictObject({
  reference: v.string(),
  kind: v.picklist(reviewKinds),
  officer: v.string(),
  worker: v.string(),
  startedDaysAgo: v.number(),
  /** Reviews held before they came in here. */
  heldDaysAgo: v.array(v.number()),
  /** Whether they have an account of this reference. */
  signsIn: v.boolean(),
  /** Each day it was given, one after the other. */
  planned: v.array(
    v.strictObject({ saidDaysAgo: v.number(), inDays: v.number(), at: v.nullable(v.string()) }),
  ),
  /** What they want heard there, sent with a code. */
  views: v.nullable(
    v.strictObject({
      saidDaysAgo: v.number(),
      lang: v.string(),
      age: v.picklist(ages),
      answers: v.array(
        v.strictObject({
          question: v.picklist(questions.map(({ id }) => id)),
          kind: v.picklist(['choice', 'words', 'face', 'scale']),
          value: v.union([v.string(), v.number()]),
          for: v.picklist(audiences),
        }),
      ),
    }),
  ),
  /** Where it was held already. */
  held: v.nullable(
    v.strictObject({ daysAgo: v.number(), came: v.picklist(comings), conveyed: v.picklist(conveyings) }),
  ),
  /** What was written up and sent the day after; `not`: the actions they say did not happen. */
  record: v.nullable(
    v.strictObject({
      text: v.string(),
      easy: v.string(),
      actions: v.array(
        v.strictObject({ what: v.string(), who: v.string(), inDays: v.number(), not: v.boolean() }),
      ),
    }),
  ),
});

const CastSchema = v.object({
  staff: v.array(
    v.object({ key: v.string(), name: v.string(), username: v.string(), roles: v.array(v.picklist(roles)) }),
  ),
  /** Young people who sign in, and which of the messages they put with theirs. */
  young: v.array(
    v.object({
      nickname: v.string(),
      reference: v.string(),
      worker: v.string(),
      messages: v.array(v.string()),
    }),
  ),
  points: v.array(
    v.object({ key: v.string(), theme: v.string(), commitments: v.array(v.string()), text: v.string() }),
  ),
  messages: v.array(
    v.object({
      key: v.string(),
      quarter: v.picklist([-2, -1, 0]),
      day: v.number(),
      lang: v.picklist(['en', 'ar']),
      words: v.string(),
      theme: v.nullable(v.string()),
      commitment: v.nullable(v.string()),
      mood: v.nullable(v.picklist(moods)),
      wantsAnswer: v.boolean(),
      outcome: v.picklist(['released', 'drafted', 'awaiting-moderation', 'awaiting-screening', 'held']),
      point: v.nullable(v.string()),
      answer: v.nullable(v.string()),
      reply: v.nullable(v.string()),
    }),
  ),
  decisions: v.array(
    v.object({
      key: v.string(),
      slug: v.string(),
      points: v.array(v.string()),
      owner: v.string(),
      ownerRole: v.string(),
      quarter: v.picklist([-2, -1, 0]),
      day: v.number(),
      dueInDays: v.number(),
      state: v.picklist(['open', 'we-did', 'we-cant']),
      said: Spoken,
      answer: v.nullable(Spoken),
      /** Why we can't; null where we did or nothing is said yet. */
      because: v.nullable(Spoken),
      evidence: v.array(
        v.object({ words: Spoken, link: v.nullable(v.string()), daysAfter: v.number(), public: v.boolean() }),
      ),
      checkBack: v.nullable(v.object({ yes: v.number(), partly: v.number(), no: v.number() })),
    }),
  ),
  /** Those of one commitment in the order in which they were said. */
  standings: v.array(CastStandingSchema),
  kept: v.array(CastKeptSchema),
  reviews: v.array(CastReviewsSchema),
  events: v.array(
    v.strictObject({
      id: v.string(),
      need: v.picklist(needs),
      ages: v.nullable(v.object({ from: v.nullable(v.number()), to: v.nullable(v.number()) })),
      /** Days after now, so that there is always something coming. */
      inDays: v.pipe(v.number(), v.minValue(1)),
      opens: v.nullable(v.string()),
      closes: v.nullable(v.string()),
      days: v.array(v.picklist(weekdays)),
      repeats: v.picklist(['once', 'weekly', 'monthly']),
      /** Streets and postcodes that there are not: a demo must send nobody anywhere. */
      place: v.nullable(v.picklist(['hall', 'online'])),
      accessibility: v.array(v.picklist(accessibilities)),
      contactRole: v.picklist(contactRoles),
      entitlements: v.array(v.string()),
      words: v.object({ en: ServiceWordsSchema }),
    }),
  ),
});

export type Cast = v.InferOutput<typeof CastSchema>;
export type CastMessage = Cast['messages'][number];
export type CastEvent = Cast['events'][number];
export type CastDecision = Cast['decisions'][number];

const fileOf = (authorityId: string) => `seeds/cast/${authorityId}.json`;

/** Whether an authority has made-up people: one that joined as files has none. */
export const hasCast = (authorityId: string): boolean => existsSync(fileOf(authorityId));

/** The fictional people and messages of one authority. */
export async function readCast(authorityId: string): Promise<Cast> {
  return v.parse(CastSchema, JSON.parse(await readFile(fileOf(authorityId), 'utf8')));
}
