/** What an officer (IRO) raises about how a case is worked on. A closed list: nothing is written in words of their own. */
export const issueThemes = {
  plan: 'The plan is not up to date',
  visits: 'Visits were missed',
  home: 'The home is not right, or not settled',
  health: 'The health check is late',
  education: 'The education plan is late',
  listened: 'The child was not listened to',
  record: 'The record or the decisions came late',
  worker: 'The worker has changed, or there is none',
  papers: 'Money, papers or status are not sorted',
  'not-done': 'What was decided last time was not done',
  other: 'Something else',
} as const;
export type IssueTheme = keyof typeof issueThemes;

/** How it ended. Also closed. */
export const issueOutcomes = {
  'put-right': 'It was put right',
  partly: 'It was partly put right',
  manager: 'It was taken to a manager',
  'not-put-right': 'It was not put right',
} as const;
export type IssueOutcome = keyof typeof issueOutcomes;

export const isIssueTheme = (text: string): text is IssueTheme => Object.hasOwn(issueThemes, text);
export const isIssueOutcome = (text: string): text is IssueOutcome => Object.hasOwn(issueOutcomes, text);

export interface PracticeIssue {
  issueId: string;
  theme: IssueTheme;
  raisedOn: string;
  outcome: IssueOutcome | null;
  resolvedOn: string | null;
  version: number;
}
