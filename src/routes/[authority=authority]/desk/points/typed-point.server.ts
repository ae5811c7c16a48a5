import { typedFrom, wellFormed, type Typed } from '$lib/platform/forms.ts';

/** The point form: ticked commitments as ids apart by spaces, and the other messages it also covers. */
export async function typedPoint(request: Request): Promise<{ typed: Typed; alsoFrom: string[] }> {
  const form = await request.formData();
  const all = (name: string) =>
    form
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map(wellFormed);
  const typed = {
    ...typedFrom(form),
    commitments: all('commitments').join(' '),
    also: all('also').join(' '),
  };
  return { typed, alsoFrom: [...new Set(all('also'))] };
}
