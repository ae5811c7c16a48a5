/** Whose queues a post may have changed, by the route it went to. Too many cost a look; too few wait for a minute. */
const changes: [route: RegExp, rooms: readonly string[]][] = [
  [/\/desk\/screening\//, ['screening', 'moderation']],
  [/\/desk\/moderation\//, ['moderation', 'points']],
  [/\/desk\/points\//, ['points', 'moderation']],
  [/\/desk\/not-happened\//, ['not-happened']],
  [/\/review\/after\/tick$/, ['not-happened', 'reviews']],
  [/\/say\/receipt\/withdraw$/, ['screening', 'moderation', 'points']],
  [/\/say\/receipt\//, ['screening', 'moderation']],
  [/\/say$/, ['screening']],
  [/\/me\/(add|delete)$/, ['screening', 'moderation', 'points', 'reviews']],
  // Of young people: what they send, take back, tick or say afterwards.
  [/\/\(young\)\/(me\/)?review(\/|$)/, ['reviews']],
  [/\/desk\/reviews(\/|$)/, ['reviews']],
];

/** The rooms of the desk where something may have changed after a post to this route. */
export function roomsChangedBy(route: string): readonly string[] {
  return changes.find(([pattern]) => pattern.test(route))?.[1] ?? [];
}
