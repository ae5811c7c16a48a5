import { foldText, type Query } from './query.ts';
import type { FeedService } from './feed-service.ts';

type Filter = Omit<Query, 'page' | 'per_page'>;

/** What is searched, made once for each service that is kept. */
const searched = new WeakMap<FeedService, string>();

function textOf(service: FeedService): string {
  const text = searched.get(service) ?? foldText(`${service.name} ${service.description}`);
  searched.set(service, text);
  return text;
}

function meetsTimes({ schedules }: FeedService, { start_time, end_time, day }: Filter): boolean {
  if (start_time === undefined && end_time === undefined && day === undefined) return true;
  // All of it in one schedule: open on Monday and until eight on Tuesday is not open until eight on Monday.
  return schedules.some(
    ({ opens_at, closes_at, byday }) =>
      (start_time === undefined || (opens_at !== undefined && opens_at >= start_time)) &&
      (end_time === undefined || (closes_at !== undefined && closes_at <= end_time)) &&
      (day === undefined || (byday?.split(',').includes(day) ?? false)),
  );
}

/**
 * Whether a service is among what was asked for, as the profile has it: at least the minimum age, at most the maximum
 * age, opening at that time or later, closing at that time or earlier. What does not say is not found by it.
 */
export function isAskedFor(service: FeedService, filter: Filter): boolean {
  const { search, taxonomy_term_id, taxonomy_id, minimum_age, maximum_age } = filter;
  const { attributes } = service;
  const text = search === undefined ? '' : textOf(service);
  return (
    (search?.split(' ') ?? []).every((word) => text.includes(word)) &&
    (taxonomy_term_id === undefined || attributes.some((one) => one.taxonomy_term_id === taxonomy_term_id)) &&
    (taxonomy_id === undefined || attributes.some((one) => one.taxonomy_term.taxonomy_id === taxonomy_id)) &&
    (minimum_age === undefined || (service.minimum_age ?? -1) >= minimum_age) &&
    (maximum_age === undefined || (service.maximum_age ?? Infinity) <= maximum_age) &&
    meetsTimes(service, filter)
  );
}
