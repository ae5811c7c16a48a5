import { expect, type Page } from '@playwright/test';

/** A keyboard that counts: every key pressed is one, and nothing else is done to the page. */
export class Keyboard {
  strokes = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses one key. */
  async press(key: string): Promise<void> {
    this.strokes += 1;
    await this.#page.keyboard.press(key);
  }

  /** Presses a key that leads to another page, and waits until keys work there. */
  async go(key: string): Promise<void> {
    const [left] = await Promise.all([this.#page.waitForEvent('framenavigated'), this.press(key)]);
    await left.page().waitForLoadState();
    await expect(this.#page.locator('html[data-keys="on"]')).toBeAttached();
  }
}
