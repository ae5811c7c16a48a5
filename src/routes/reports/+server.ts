import { error, type RequestEvent } from '@sveltejs/kit';
import { log } from '$lib/platform/log.server.ts';
import type { Limit } from '$lib/platform/limits.server.ts';
import { networkOfEvent } from '../../network.server.ts';
import { asAnyone } from '../guard.server.ts';

const MOST_BYTES = 8_192;
const reports: Limit = { name: 'reports/network', points: 60, seconds: 3_600 };

/** The directive that was broken, in the form the standard has; nothing else of a report is looked at. */
const directiveIn = (text: string): string =>
  /"effectiveDirective"\s*:\s*"([a-z-]{1,40})"/.exec(text)?.[1] ?? 'unknown';

/** Where browsers report that a page broke its content policy: something is wrong with us, or somebody tries to. */
export const POST = asAnyone(async (event: RequestEvent) => {
  const { request, locals } = event;
  if (!/^application\/(reports\+json|csp-report)$/.test(request.headers.get('content-type') ?? ''))
    error(415);
  if (Number(request.headers.get('content-length') ?? MOST_BYTES + 1) > MOST_BYTES) error(413);
  const { waitMs } = await locals.services.limits.count(reports, networkOfEvent(locals.services, event));
  if (waitMs === 0) log({ route: '/reports', fault: `policy ${directiveIn(await request.text())}` });
  return new Response(null, { status: 204 });
});
