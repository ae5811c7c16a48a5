import type { NotSharedReason } from '../voice/not-shared.ts';

/** The reasons as the desk reads them; young people read theirs in their own words (`thread.notShared`). */
export const notSharedNames: Record<NotSharedReason, string> = {
  'could-show-who': 'It could show who said it',
  'own-matter': 'It is about one person’s own matter, and they get an answer of their own',
  'said-already': 'It repeats what is shared already',
  'not-about-council': 'It is not about what the council does',
};
