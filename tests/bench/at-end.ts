const undoings = new Set<() => void>();

function undoAll(): void {
  for (const undo of [...undoings].reverse()) {
    try {
      undo();
    } catch (fault) {
      process.stderr.write(`Could not clean up: ${String(fault)}\n`);
    }
  }
  undoings.clear();
}

/**
 * Has something undone when the bench ends, however it ends: in order, by a fault or by Ctrl-C. Last in, first out;
 * it must not wait for anything, because a process that ends does not.
 * @returns undoes it now, once.
 */
export function atEnd(undo: () => void): () => void {
  if (process.listenerCount('exit', undoAll) === 0) {
    process.on('exit', undoAll);
    process.once('SIGINT', () => process.exit(130));
    process.once('SIGTERM', () => process.exit(143));
  }
  undoings.add(undo);
  return () => {
    if (undoings.delete(undo)) undo();
  };
}
