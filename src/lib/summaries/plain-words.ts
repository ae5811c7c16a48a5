import { formatDay } from '../i18n/dates.ts';
import type { ShownCount } from '../suppression/table.ts';
import { trendWords } from './document.ts';
import type { Earlier, SummaryBody, SummaryCommitment, SummaryTheme } from './summary-body.ts';

/** What the Council reads: short sentences, "you" and "we", no word that needs explaining. */
export function plainCount(of: 'all' | 'theme', shown: ShownCount): string {
  const what = of === 'all' ? '' : ' about this';
  if (shown === 0) return `Nobody told us anything${what}.`;
  if (shown === 'c') return `Some of you told us something${what}. We hide small numbers to keep you safe.`;
  if (shown === 'withheld') return `We do not show this number. That keeps you safe.`;
  return of === 'all' ? `We heard about ${shown} voices.` : `About ${shown} voices told us about this.`;
}

export function plainTrend({ themeId, shown }: SummaryTheme, { period, themes }: Earlier): string {
  const then = themes.find((theme) => theme.themeId === themeId)?.shown;
  const words = trendWords(shown, then);
  if (words === 'cannot be compared') return `We cannot say if it is more than in ${period.name}.`;
  if (words === 'about the same') return `That is about the same as in ${period.name}.`;
  return `That is ${words} than in ${period.name}.`;
}

export function plainStanding({ kind, dueOn, why }: NonNullable<SummaryCommitment['standing']>): string {
  const said =
    kind === 'kept'
      ? 'The council says: we keep this promise.'
      : kind === 'not-yet'
        ? `The council says: not yet${dueOn ? `, but by ${formatDay('en', dueOn)}` : ''}.`
        : 'The council says: we can’t.';
  return `${said} ${why}`;
}

export function plainKept({ cells, period }: NonNullable<SummaryCommitment['kept']>): string {
  const words = { yes: 'yes', sometimes: 'sometimes', no: 'no' };
  const answers = cells.map(({ answer, shown }) =>
    shown === 'c'
      ? `some said ${words[answer]}`
      : shown === 0
        ? `nobody said ${words[answer]}`
        : `about ${shown} said ${words[answer]}`,
  );
  return `We asked you: is it kept for you? In ${period.name} ${answers.join(', ')}.`;
}

/** What is counted, for the Council. */
export function plainUnit({ smallest, rounding }: SummaryBody['rule']): string[] {
  return [
    'One voice is one young person. If you say more about the same thing in 3 months, you still count once.',
    'Some of you do not say who you are. Then each message is one voice. It may be one of you who wrote twice.',
    `We round numbers to ${rounding}. A “c” is a number from 1 to ${smallest - 1}, or one we hide with it. We hide small numbers to keep you safe.`,
  ];
}
