/** Does heavy work for whoever asks, only so many at a time and in the order in which they asked. */
export function takingTurns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** The same for each name by itself: those of one name hold up no other. */
export function takingTurnsByName(atOnce: number): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, { inTurn: ReturnType<typeof takingTurns>; asking: number }>();
  return async (name, work) => {
    const line = lines.get(name) ?? { inTurn: takingTurns(atOnce), asking: 0 };
    lines.set(name, line);
    line.asking += 1;
    try {
      return await line.inTurn(work);
    } finally {
      line.asking -= 1;
      if (line.asking === 0) lines.delete(name);
    }
  };
}
