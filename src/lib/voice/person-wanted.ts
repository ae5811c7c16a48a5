/** Whom somebody may ask to talk to; the words are `person.who.<it>` in every language. */
export const personsWanted = ['advocate', 'worker', 'anyone'] as const;
export type PersonWanted = (typeof personsWanted)[number];

export function isPersonWanted(text: string): text is PersonWanted {
  return (personsWanted as readonly string[]).includes(text);
}

/** The same for the desk. */
export const personWantedNames: Record<PersonWanted, string> = {
  advocate: 'an advocate',
  worker: 'someone who works with young people',
  anyone: 'somebody, they do not mind who',
};
