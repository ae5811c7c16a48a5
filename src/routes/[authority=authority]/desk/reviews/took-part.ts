import type { AgeThen, Came, Conveyed } from '$lib/reviews/participation.ts';

/** What an officer is asked of how a young person took part, in the words of both pages that ask. */
export const cameNames: Record<Came, string> = {
  all: 'Yes, to all of it',
  part: 'Yes, to part of it',
  not: 'No',
};

/** In the order in which the first that is true is chosen. */
export const conveyedNames: Record<Conveyed, string> = {
  spoke: 'They spoke for themselves',
  advocate: 'An advocate, or the IRO, spoke for them',
  symbols: 'Without words: signs, symbols, pictures',
  briefed: 'They told an advocate, or the IRO, beforehand what to say',
  'another-means': 'By another means: a form, a letter, a call, a video, this app',
  nothing: 'They did not come across',
};

export const ageNames: Record<AgeThen, string> = {
  under: 'Under 4',
  turned: 'They turned 4 on that very day (the return takes PN0 or another code)',
  older: 'Older',
};
