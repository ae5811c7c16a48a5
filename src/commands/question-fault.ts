import * as v from 'valibot';

/** What is wrong with a question, and where in it. */
export function faultOf(issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [first] = issues;
  const path = v.getDotPath(first);
  return path === null ? first.message : `"${path}": ${first.message}`;
}
