import { error } from '@sveltejs/kit';
import { typedFrom, type Typed } from '$lib/platform/forms.ts';

/** What was posted. A body that is no form, or is cut short, is told so and is no fault of ours. */
export async function readForm(request: Request): Promise<Typed> {
  try {
    return typedFrom(await request.formData());
  } catch (fault) {
    if (fault instanceof TypeError) error(400, { message: 'wrong way' });
    throw fault;
  }
}
