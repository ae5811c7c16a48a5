import type { MessageKey, Translate } from '$lib/i18n/translator.ts';
import type { Reader } from '$lib/reviews/audience.ts';
import type { AfterPage } from './after-page.server.ts';

/** What the pages of a review are given, whichever form was sent. */
export interface AfterState {
  review?: AfterPage;
  /** A receipt that is of a message: what opens it there. */
  elsewhere?: string;
  receiptFault?: MessageKey;
  typedReceipt?: string;
  until?: string;
  notice?: MessageKey;
  /** Whether the notice says that something could not be done. */
  refused?: boolean;
  /** What was typed of how it was. */
  said?: { listened: string; understood: string; words: string };
  feedbackFault?: 'listened' | 'understood' | 'words';
  danger?: boolean;
  opener?: string;
}

/** Readers as the young person knows them. */
export const readersText = (t: Translate, readers: readonly Reader[]): string =>
  readers.map((reader) => t(`review.preview.readers.${reader}`)).join(' · ');
