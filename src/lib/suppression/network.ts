/** What a count may be, both ends included. */
export interface Range {
  low: number;
  high: number;
}

/** Whole counts of a two-way table as a flow: from the start to each row, through its cells to the columns, and back. */
export interface Flow {
  cells: number[];
  rows: number[];
  columns: number[];
  all: number;
}

export type Bounds = { [kind in keyof Omit<Flow, 'all'>]: Range[] } & { all: Range };

/** A place of a table: a cell, a total of a row or of a column. */
export interface Place {
  kind: 'cells' | 'rows' | 'columns';
  index: number;
}

/**
 * Tables within bounds, one step at a time. Bounds on cells, rows, columns and the whole make a network, and a network
 * with whole bounds has whole tables: a count can be one more exactly when there is a way back to where it began along
 * counts that may change. So what is found is exact, and every value comes with a table that has it.
 */
export class Network {
  readonly #turn: number;
  readonly #m: number;
  readonly #n: number;
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #flow: Int32Array;
  readonly #cameBy: Int32Array;
  readonly #queue: Int32Array;

  /**
   * @param truth a table within the bounds.
   * @param turn where to begin looking for a way: another turn finds another table.
   */
  constructor(rows: number, columns: number, bounds: Bounds, truth: Flow, turn = 0) {
    this.#turn = turn;
    this.#m = rows;
    this.#n = columns;
    const ranges = [...bounds.cells, ...bounds.rows, ...bounds.columns, bounds.all];
    this.#low = Int32Array.from(ranges, ({ low }) => low);
    this.#high = Int32Array.from(ranges, ({ high }) => high);
    this.#flow = Int32Array.from([...truth.cells, ...truth.rows, ...truth.columns, truth.all]);
    this.#cameBy = new Int32Array(rows + columns + 2);
    this.#queue = new Int32Array(rows + columns + 2);
  }

  /** Whether the table it began with is within the bounds. */
  holds(): boolean {
    return this.#flow.every((count, edge) => count >= this.#low[edge]! && count <= this.#high[edge]!);
  }

  #edge({ kind, index }: Place): number {
    const cells = this.#m * this.#n;
    if (kind === 'cells') return index;
    return kind === 'rows' ? cells + index : cells + this.#m + index;
  }

  #ends(edge: number): [number, number] {
    const [m, n] = [this.#m, this.#n];
    const cells = m * n;
    if (edge < cells) return [Math.floor(edge / n), m + (edge % n)];
    if (edge < cells + m) return [m + n, edge - cells];
    if (edge < cells + m + n) return [m + (edge - cells - m), m + n + 1];
    return [m + n + 1, m + n];
  }

  /** Finds a way from one node to another along counts that may change; `cameBy` holds edge + 1, negative when less. */
  #way(from: number, to: number, without: number): boolean {
    const [m, n, low, high, flow] = [this.#m, this.#n, this.#low, this.#high, this.#flow];
    const [cameBy, queue] = [this.#cameBy, this.#queue];
    const cells = m * n;
    cameBy.fill(0);
    let end = 0;
    const [firstRow, firstColumn] = [this.#turn % m, this.#turn % n];
    const visit = (node: number, edge: number, more: boolean) => {
      if (cameBy[node] !== 0 || node === from || edge === without) return;
      if (more ? flow[edge]! >= high[edge]! : flow[edge]! <= low[edge]!) return;
      cameBy[node] = more ? edge + 1 : -(edge + 1);
      queue[end++] = node;
    };
    const leave = (node: number) => {
      if (node < m) {
        visit(m + n, cells + node, false);
        for (let at = 0; at < n; at += 1) {
          const column = at + firstColumn < n ? at + firstColumn : at + firstColumn - n;
          visit(m + column, node * n + column, true);
        }
      } else if (node < m + n) {
        visit(m + n + 1, cells + node, true);
        for (let at = 0; at < m; at += 1) {
          const row = at + firstRow < m ? at + firstRow : at + firstRow - m;
          visit(row, row * n + node - m, false);
        }
      } else if (node === m + n) {
        visit(m + n + 1, cells + m + n, false);
        for (let row = 0; row < m; row += 1) visit(row, cells + row, true);
      } else {
        visit(m + n, cells + m + n, true);
        for (let column = 0; column < n; column += 1) visit(m + column, cells + m + column, false);
      }
    };
    leave(from);
    for (let next = 0; next < end && cameBy[to] === 0; next += 1) leave(queue[next]!);
    return cameBy[to] !== 0;
  }

  /** Makes a count one more, or one less, and as little else as needed. @returns false where it cannot be. */
  step(place: Place, by: 1 | -1): boolean {
    const edge = this.#edge(place);
    const [tail, head] = this.#ends(edge);
    const count = this.#flow[edge]! + by;
    if (count < this.#low[edge]! || count > this.#high[edge]!) return false;
    const [from, to] = by === 1 ? [head, tail] : [tail, head];
    if (!this.#way(from, to, edge)) return false;
    this.#flow[edge] = count;
    for (let node = to; node !== from;) {
      const by = this.#cameBy[node]!;
      const along = Math.abs(by) - 1;
      this.#flow[along] = this.#flow[along]! + Math.sign(by);
      const [start, finish] = this.#ends(along);
      node = by > 0 ? start : finish;
    }
    return true;
  }

  /** The cells as they are now. */
  cells(): number[] {
    return [...this.#flow.subarray(0, this.#m * this.#n)];
  }

  /** The values a count can have, no more of them than `enough`. */
  values(place: Place, enough: number): number[] {
    const before = this.#flow.slice();
    const edge = this.#edge(place);
    const found = [before[edge]!];
    for (const by of [1, -1] as const) {
      while (found.length < enough && this.step(place, by)) found.push(this.#flow[edge]!);
      this.#flow.set(before);
    }
    return found;
  }

  /** Goes to the table with the least first cell, of those with the least second and so on: from wherever it began, one. */
  toFirst(): void {
    for (let index = 0; index < this.#m * this.#n; index += 1) {
      while (this.step({ kind: 'cells', index }, -1));
      this.#low[index] = this.#flow[index]!;
      this.#high[index] = this.#flow[index]!;
    }
  }
}
