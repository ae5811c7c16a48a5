/**
 * Writes one line of JSON to standard error. Only what is listed here can get into a log: never a message of a fault,
 * which may quote what somebody typed, never an address, a name or a receipt.
 */
export function log(line: {
  fault: string;
  route?: string | null;
  job?: string;
  status?: number;
  stack?: string[];
}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
}

/** What kind of fault it was: its name and, from a database, its code. */
export function kindOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  const { code } = fault as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? `${fault.name} ${code}` : fault.name;
}

/** Where it happened, without its message. */
export function stackOf(fault: unknown): string[] {
  if (!(fault instanceof Error)) return [];
  const { stack = '', message } = fault;
  return stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 8);
}
