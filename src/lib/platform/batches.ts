/**
 * Gathers what many ask for at nearly the same time and does it in one go; each gets an answer of their own, after it
 * has been done.
 * @param run does the work; its outcomes are in the order of the items.
 * @param most how many items go together.
 * @param waitMs how long the first of them waits for others.
 */
export function inBatches<Item, Result>(
  run: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
  { most, waitMs }: { most: number; waitMs: number },
): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item;
    resolve(result: Result): void;
    reject(fault: unknown): void;
  }
  const waiting: Waiting[] = [];
  let running = false;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        const outcomes = await run(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, place) => {
          const outcome = outcomes[place];
          if (outcome?.status === 'fulfilled') resolve(outcome.value);
          else reject(outcome?.reason ?? new Error('The batch gave no outcome for an item.'));
        });
      } catch (fault) {
        for (const { reject } of batch) reject(fault);
      }
      // Those just answered may send the next at once: let them in before the next round.
      await new Promise((resolve) => setImmediate(resolve));
    }
    running = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      setTimeout(() => void flush(), waitMs);
    });
}
