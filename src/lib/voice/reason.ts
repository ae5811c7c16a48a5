/** What a reason speaks of: a published answer, in the round in which it was read. */
export interface ReasonFor {
  decisionId: string;
  round: number;
}

/** Whether a moderator takes it for a reason to look at the decision again. */
export type Verdict = 'accepted' | 'set-aside';

/** Words in which a sender says why an answer was not right; null until somebody settles it. */
export interface Reason extends ReasonFor {
  entryId: string;
  verdict: Verdict | null;
}
