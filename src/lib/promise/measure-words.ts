import { formatDay } from '../i18n/dates.ts';
import { isolate, isolateLtr } from '../i18n/isolate.ts';
import type { Lang } from '../i18n/languages.ts';
import { formatNumber } from '../i18n/money.ts';
import type { Translate } from '../i18n/translator.ts';
import { isBlank, type Measure, type Point, type Unit } from './measure.ts';

/** A number with what it counts, for inside a sentence or a chart: figures run left to right in every language. */
export function valueText(t: Translate, unit: Unit, value: number): string {
  const number = formatNumber(value);
  if (unit === 'days') return isolate(t('doing.units.days', { count: value }));
  if (unit === 'per-month') return isolate(t('doing.units.perMonth', { number: isolateLtr(number) }));
  return isolateLtr(unit === 'percent' ? t('doing.units.percent', { number }) : number);
}

/** A time as its source gives it. */
export function periodText(t: Translate, lang: Lang, period: string | null): string {
  if (period === null) return t('doing.noYear');
  if (period.endsWith('+')) return t('doing.from', { period: isolateLtr(period.slice(0, -1)) });
  return period.includes('/') ? isolateLtr(period) : isolate(formatDay(lang, period));
}

/** A time in one or two short lines, for under a bar: the year is a line of its own. */
export function periodLines(t: Translate, lang: Lang, period: string | null): string[] {
  if (period === null) return [t('doing.noYear')];
  if (!period.includes('-')) return [isolateLtr(period)];
  const words = formatDay(lang, period);
  const year = period.slice(0, 4);
  return [words.replace(year, '').trim(), year];
}

/** What a point says, in words: its number, what the source says instead, or that there is nothing. */
export function pointText(t: Translate, unit: Unit, point: Point): string {
  if (point.value !== null) return valueText(t, unit, point.value);
  return isBlank(point) ? t('doing.emptyMark') : isolateLtr(point.asWritten ?? '');
}

/** A point with its time and what it is, in one line. */
export function figureText(t: Translate, lang: Lang, { facts }: Measure, point: Point): string {
  return t('doing.figure', {
    period: periodText(t, lang, point.period),
    kind: t(`doing.kinds.${point.kind}`),
    value: pointText(t, facts.unit, point),
  });
}

/** A chart in words, for whoever cannot see it. */
export function chartText(t: Translate, lang: Lang, measure: Measure): string {
  const figures = measure.points.map((point) => figureText(t, lang, measure, point)).join('; ');
  return t('doing.chart', { title: isolate(measure.title), figures });
}
