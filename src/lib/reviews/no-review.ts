/** Somebody who is signed in has no review that views could go to: none planned, and none held that is still here. */
export class NoReview extends Error {
  readonly fault = 'no-review';

  constructor() {
    super('no-review');
    this.name = 'NoReview';
  }
}
