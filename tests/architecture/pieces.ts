import type { AuthorityFiles, WordsFile } from '../../src/lib/content/files.server.ts';

type Fields = Record<string, string>;

/** Every piece of a words file by its kind and id: what the app looks words up by. */
export function piecesOf(words: WordsFile | undefined): Record<string, Fields> {
  const pieces: Record<string, Fields> = {};
  if (words?.authority) pieces.authority = words.authority;
  for (const [key, fields] of Object.entries(words?.sources ?? {})) pieces[`source ${key}`] = fields;
  for (const [id, theme] of Object.entries(words?.promise ?? {})) {
    pieces[`theme ${id}`] = { title: theme.title ?? '', summary: theme.summary ?? '' };
    for (const [commitment, fields] of Object.entries(theme.commitments))
      pieces[`commitment ${id}/${commitment}`] = fields;
  }
  for (const [id, fields] of Object.entries(words?.measures ?? {})) pieces[`measure ${id}`] = { ...fields };
  for (const [id, fields] of Object.entries(words?.offer ?? {})) pieces[`entitlement ${id}`] = fields;
  for (const [id, fields] of Object.entries(words?.services ?? {}))
    pieces[`service ${id}`] = fields as Fields;
  return pieces;
}

/** Every piece that the files without words speak of. */
export function neededBy({ settings, promise, measures, offer, services }: AuthorityFiles): string[] {
  return [
    'authority',
    ...Object.keys(settings.sources).map((key) => `source ${key}`),
    ...promise.themes.flatMap(({ id, commitments }) => [
      `theme ${id}`,
      ...commitments.map((commitment) => `commitment ${id}/${commitment.id}`),
    ]),
    ...measures.map(({ id }) => `measure ${id}`),
    ...offer.map(({ id }) => `entitlement ${id}`),
    ...services.map(({ id }) => `service ${id}`),
  ];
}
