/**
 * Gathers what many ask for at nearly the same time and does it in one go; each gets an answer of their own, after it
 * has been done.
 * @param run does the work; its outcomes are in the order of the items.
 * @param most how many items go together.
 * @param waitMs how long the first of them waits for others.
 * @param hopeless whether a fault would meet the next batch as well: those who came while it was waited for are then
 * told at once, and do not wait for the same in vain, one batch after the other.
 */
export function inBatches<Item, Result>(
  run: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
  {
    most,
    waitMs,
    hopeless = () => false,
  }: { most: number; waitMs: number; hopeless?: (fault: unknown) => boolean },
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
        if (hopeless(fault)) batch.push(...waiting.splice(0));
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
