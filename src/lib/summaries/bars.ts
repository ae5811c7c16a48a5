import type { ShownCount } from '../suppression/table.ts';
import { countText, nameIn } from './document.ts';
import type { Equity, SummaryBody } from './summary-body.ts';

export interface Bar {
  /** Which of the chart's series it is of: each has a filling of its own, and a name. */
  series: number;
  /** How long; null where there is no number to draw. */
  value: number | null;
  text: string;
}

export interface BarGroup {
  label: string;
  bars: Bar[];
}

export interface Chart {
  title: string;
  series: string[];
  groups: BarGroup[];
}

const lengthOf = (shown: ShownCount): number | null => (typeof shown === 'number' ? shown : null);
const barOf = (series: number, shown: ShownCount): Bar => ({
  series,
  value: lengthOf(shown),
  text: shown === 'c' ? 'hidden (c)' : countText(shown),
});

/** Voices by theme. */
export function themeBars({ themes }: SummaryBody): Chart {
  return {
    title: 'Voices by theme',
    series: ['Voices'],
    groups: themes.map(({ title, shown }) => ({ label: title, bars: [barOf(0, shown)] })),
  };
}

/** Voices by theme beside those of earlier reports that were published; null where there is none. */
export function trendBars(now: string, { themes, earlier }: SummaryBody): Chart | null {
  if (earlier.length === 0) return null;
  return {
    title: 'Voices by theme, beside earlier times',
    series: [now, ...earlier.map(({ period }) => period.name)],
    groups: themes.map(({ themeId, title, shown }) => ({
      label: title,
      bars: [
        barOf(0, shown),
        ...earlier.map((one, place) =>
          barOf(place + 1, one.themes.find((theme) => theme.themeId === themeId)?.shown ?? 'withheld'),
        ),
      ],
    })),
  };
}

/** Shares of the voices beside shares of the young people. */
export function equityBars(body: SummaryBody, { breakdown, groups }: Equity): Chart {
  const share = (series: number, percent: number | null): Bar => ({
    series,
    value: percent,
    text: percent === null ? 'cannot say' : `${percent} %`,
  });
  return {
    title: `Who is heard: ${(body.names[breakdown]?.title ?? breakdown).toLowerCase()}`,
    series: ['Share of the voices', 'Share of the young people'],
    groups: groups.map(({ value, voicesPercent, peoplePercent }) => ({
      label: nameIn(body, breakdown, value),
      bars: [share(0, voicesPercent), share(1, peoplePercent)],
    })),
  };
}

/** Everything a chart shows, in words: for whoever hears it. */
export function describe({ series, groups }: Chart): string {
  const many = series.length > 1;
  return groups
    .map(
      ({ label, bars }) =>
        `${label}: ${bars.map((bar) => (many ? `${series[bar.series] ?? ''} ${bar.text}` : bar.text)).join(', ')}`,
    )
    .join('. ')
    .concat('.');
}

export interface Drawn extends Bar {
  y: number;
  width: number;
}

export interface Plot {
  height: number;
  groups: { label: string; y: number; bars: Drawn[] }[];
}

const LABEL = 20;
export const BAR = 18;
const GAP = 14;

/** Where everything of a chart stands: bars from the left, each under the name of its group. */
export function plotOf({ groups }: Chart, widest: number): Plot {
  const most = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ value }) => value ?? 0)));
  let y = 0;
  const plotted = groups.map(({ label, bars }) => {
    const top = y;
    const drawn = bars.map((bar, place) => ({
      ...bar,
      y: top + LABEL + place * (BAR + 3),
      width: bar.value === null ? 0 : Math.max(2, (bar.value / most) * widest),
    }));
    y = top + LABEL + bars.length * (BAR + 3) + GAP;
    return { label, y: top + 14, bars: drawn };
  });
  return { height: y, groups: plotted };
}
