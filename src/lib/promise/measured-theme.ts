import type { Measure } from './measure.ts';
import type { Theme } from './promise.ts';

/** Where figures that are of no theme are shown. */
export const WHOLE_COUNCIL = 'whole-council';

/** A theme with its figures; null is the whole council. */
export interface MeasuredTheme {
  slug: string;
  theme: Theme | null;
  measures: Measure[];
}

/** The address of a theme's figures. */
export function slugOf(themeId: string | null): string {
  return themeId ?? WHOLE_COUNCIL;
}

/** The themes that have figures, as the promise has them, and the whole council last. */
export function themesOf(themes: readonly Theme[], measures: readonly Measure[]): MeasuredTheme[] {
  return [...themes, null]
    .map((theme) => ({
      slug: slugOf(theme && theme.themeId),
      theme,
      measures: measures.filter(({ facts }) => facts.theme === (theme && theme.themeId)),
    }))
    .filter((one) => one.measures.length > 0);
}
