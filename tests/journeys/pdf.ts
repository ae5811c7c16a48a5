import type { Page } from '@playwright/test';

/** A4 with a margin of 15 mm, in CSS pixels. */
export const PAPER = { width: 680, height: 1_009 };
const MARGIN = '15mm';

/** What a page is on paper: its sheets, how much is on the emptiest, and how many what is on it needs. */
export interface Printed {
  pages: number;
  least: number;
  needed: number;
  wide: number;
}

/** Prints a page as the browser does, and says how many sheets it takes and how much is on the emptiest. */
export async function print(page: Page): Promise<Printed> {
  const margin = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN };
  const pdf = (await page.pdf({ format: 'A4', margin })).toString('latin1');
  const contents = [...pdf.matchAll(/\/Type \/Page\b(?!s)[^]*?\/Contents (\d+) 0 R/g)].map(([, id]) => id);
  const sizes = contents.map((id) =>
    Number(new RegExp(`\\n${id} 0 obj\\n<<[^]*?/Length (\\d+)`).exec(pdf)?.[1]),
  );
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
  const { height, wide } = await page.evaluate(() => ({
    height: document.body.scrollHeight,
    wide: document.documentElement.scrollWidth,
  }));
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 360, height: 760 });
  return {
    pages: contents.length,
    least: Math.min(...sizes),
    needed: Math.ceil(height / PAPER.height),
    wide,
  };
}
