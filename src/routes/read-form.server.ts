import { error } from '@sveltejs/kit';
import { typedFrom, type Typed } from '$lib/platform/forms.ts';

/** What each request posted, for the page that must say it could not be taken. */
const posted = new WeakMap<Request, Typed>();

/** What a page without JavaScript sends. The framework takes plain text for a form too; no form of ours sends any. */
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** Never shown again, whatever happens. */
const SECRET = new Set(['password', 'code', 'invitation', 'secret', 'threeWords']);

/** What was typed into the form of a request that went wrong, so that it can be shown and sent again. */
export function typedIn(request: Request): Typed | null {
  const typed = posted.get(request);
  return typed ? Object.fromEntries(Object.entries(typed).filter(([name]) => !SECRET.has(name))) : null;
}

/** What was posted. A body that is no form, or is cut short, is told so and is no fault of ours. */
export async function readForm(request: Request): Promise<Typed> {
  try {
    const typed = typedFrom(await request.formData());
    posted.set(request, typed);
    return typed;
  } catch (fault) {
    const isForm = FORM.test(request.headers.get('content-type') ?? '');
    if (fault instanceof TypeError) error(isForm ? 400 : 415, { message: 'wrong way' });
    throw fault;
  }
}

/** Notes what was posted though nobody got to read it, for the page that must say it could not be taken. */
export async function noteTyped(request: Request): Promise<void> {
  if (request.method !== 'POST' || request.bodyUsed) return;
  // What is no form has nothing to give back.
  await readForm(request).catch(() => undefined);
}
