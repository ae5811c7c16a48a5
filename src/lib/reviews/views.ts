import type { OpenedAnswer } from './answer.ts';
import { isReader, type Reader } from './audience.ts';
import type { Age } from './questions.ts';

/** What is known of views without opening them. */
export interface ViewsFacts {
  viewsId: string;
  reviewId: string;
  receivedAt: string;
  lang: string;
  age: Age;
  /** Something in them sounded like danger when they came. */
  danger: boolean;
  /** When their review's officer first opened all of them. */
  firstOpenedAt: string | null;
}

/** Views as one reader sees them. */
export interface OpenedViews extends ViewsFacts {
  /** Those of the reader's audiences, in the order they were given. */
  answers: OpenedAnswer[];
  /** How many of those audiences' answers do not open. */
  unreadable: number;
}

/** An answer that its young person took back: that it was, and for whom it had been printed. Never its words. */
export interface TakenBack {
  viewsId: string;
  answerId: string;
  takenAt: string;
  printedFor: Reader[];
  /** When the review's officer saw that; null while they have not. */
  seenAt: string | null;
}

/** `views_taken_back.printed_for`: readers with commas between them. */
export const readPrintedFor = (text: string): Reader[] => text.split(',').filter(isReader);
