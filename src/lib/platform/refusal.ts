/** Why somebody who asked properly is told no. Each has one status and one text a person can use. */
export type RefusalCode =
  | 'not-found'
  | 'moved-on'
  | 'not-yourself'
  | 'no-longer-promised'
  | 'already-sent-differently'
  | 'key-unknown'
  | 'pieces-missing'
  | 'too-large'
  | 'removed'
  | 'sign-in-needed'
  | 'no-due-day';

/** A refusal that the domain owns; routes map it to a status in one place (routes/guard.server.ts). */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
  }
}

export const refusalStatus: Record<RefusalCode, number> = {
  'not-found': 404,
  'moved-on': 409,
  'not-yourself': 403,
  'no-longer-promised': 409,
  'already-sent-differently': 422,
  'key-unknown': 409,
  'pieces-missing': 409,
  'too-large': 413,
  removed: 410,
  'sign-in-needed': 401,
  'no-due-day': 422,
};
