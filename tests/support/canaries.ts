/** What must never be in a log, by what it is. A test adds what it is given on the way: receipts, sessions, keys. */
export const canaries = new Map(
  Object.entries({
    words: 'canary-words nobody may write down',
    line: 'canary-line',
    arabic: 'كناري لا يكتبه أحد',
    reply: 'canary-reply',
    note: 'canary-note of the duty team',
    username: 'canary.username',
    name: 'Canary Displayname',
    password: 'canary-password-1',
    code: '918273',
    invitation: 'canary-invitation',
    agent: 'CanaryBrowser/7.7',
    address: '203.0.113.77',
    query: 'canary-query',
    path: 'canary-path',
    origin: 'canary-origin.example',
    referer: 'canary-referer',
    token: 'canary-token-of-the-operator',
  }),
);

export const canary = (name: string): string => canaries.get(name) ?? '';

/** Words with a line in them like one of a stack, which a log may have. */
export const WORDS = `${canary('words')}\n    at ${canary('line')} (somewhere:1:1) ${canary('arabic')}`;

/** The names of the canaries that are in a text. */
export const found = (text: string): string[] =>
  [...canaries].filter(([, planted]) => text.includes(planted)).map(([name]) => name);

/** What each key of a line may hold; there are no others. */
const ALLOWED: Record<string, RegExp> = {
  at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  fault: /^(\w+( [A-Z0-9_]+)?|policy [a-z-]+|limit half used)$/,
  job: /^[\w/-]{1,40}$/,
  route: /^(null|say\/sealed|\/[\w[\]=()/.-]*)$/,
  status: /^503$/,
  stack: /^at .*(:\d+:\d+\)?|<anonymous>\)|native\))$/,
};

/** Whether a line of a log is none of ours: no JSON, or with something else in it than what happened where. */
export function strangeIn(line: string): boolean {
  try {
    const parsed = JSON.parse(line) as Record<string, unknown>;
    return Object.entries(parsed).some(([key, value]) =>
      [value].flat().some((one) => !ALLOWED[key]?.test(String(one))),
    );
  } catch {
    return true;
  }
}
