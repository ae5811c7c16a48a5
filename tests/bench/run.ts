/** npm run bench: weights, rates, open data, messages. npm run bench -- answer | search | typing: a slow phone. -- open-referral. -- urgent. -- themes. -- redaction [misses]. -- desk [messages]. -- reviews [a year]. -- kill | powercut | sync | exactly-once [count] [seed]: faults and their figures. -- burst | receipts: many at once. -- disclosure [count] [seed]: small numbers, attacked. */

/** @returns false when something did not hold. */
type Bench = (args: string[]) => Promise<boolean | void>;

const benches: Record<string, () => Promise<Bench>> = {
  pages: async () => (await import('./pages.ts')).measurePages,
  answer: async () => (await import('./answer.ts')).measureAnswers,
  typing: async () => (await import('./typing.ts')).measureTyping,
  search: async () => (await import('./search.ts')).measureSearch,
  'open-referral': async () => (await import('./open-referral.ts')).measureOpenReferral,
  desk: async () => (await import('./desk.ts')).measureDesk,
  reviews: async () => (await import('./reviews.ts')).measureReviews,
  urgent: async () => (await import('./urgent.ts')).measureUrgent,
  redaction: async () => (await import('./redaction.ts')).measureRedaction,
  themes: async () => (await import('./themes.ts')).measureThemes,
  kill: async () => (await import('./kill.ts')).kill,
  sync: async () => (await import('./sync-fault.ts')).syncFault,
  'exactly-once': async () => (await import('./exactly-once.ts')).exactlyOnce,
  burst: async () => (await import('./burst.ts')).burst,
  receipts: async () => (await import('./receipts.ts')).receipts,
  disclosure: async () => (await import('./disclosure.ts')).disclosure,
  powercut: async () => (await import('./powercut.ts')).powercut,
};

const [bench = 'pages', ...args] = process.argv.slice(2);
const load = benches[bench];
if (load) {
  const held = await (await load())(args);
  process.exitCode = held === false ? 1 : 0;
} else {
  process.stderr.write(`There is no bench "${bench}". There are: ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 2;
}

export {};
