import { Counter, Gauge, Histogram, collectDefaultMetrics, register } from 'prom-client';
import type { KeptPages } from './kept-pages.server.ts';

/** The built app and the server around it load the same package, and so count in the same place. */
function once<Metric>(name: string, make: () => Metric): Metric {
  return (register.getSingleMetric(name) as Metric | undefined) ?? make();
}

const answers = once(
  'said_and_done_answers_total',
  () =>
    new Counter({
      name: 'said_and_done_answers_total',
      help: 'Answers that were not given from memory, by class of status.',
      labelNames: ['status'],
    }),
);

export const messagesTogether = once(
  'said_and_done_messages_in_one_commit',
  () =>
    new Histogram({
      name: 'said_and_done_messages_in_one_commit',
      help: 'Sealed messages taken in by one commit; its sum is how many came in.',
      buckets: [1, 2, 4, 8, 16, 32, 64],
    }),
);

export const limitsReached = once(
  'said_and_done_limits_total',
  () =>
    new Counter({
      name: 'said_and_done_limits_total',
      help: 'How often a limit was half used up, or over.',
      labelNames: ['limit', 'reached'],
    }),
);

export function countAnswer(status: number): void {
  answers.inc({ status: `${Math.floor(status / 100)}xx` });
}

/** Public pages are counted where they are served, and read when somebody asks. */
export function measurePages(pages: KeptPages): void {
  collectDefaultMetrics();
  // From the start, so that the first fault is seen as a change.
  for (const status of ['2xx', '3xx', '4xx', '5xx']) answers.inc({ status }, 0);
  new Gauge({
    name: 'said_and_done_pages_from_memory',
    help: 'Public pages answered from memory since the start, those answered 304 apart.',
    labelNames: ['status'],
    collect() {
      this.set({ status: '304' }, pages.served.unchanged);
      this.set({ status: '200' }, pages.served.pages - pages.served.unchanged);
    },
  });
}

/** Everything counted, as Prometheus reads it. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  return { type: register.contentType, text: await register.metrics() };
}
