import { redirect } from '@sveltejs/kit';
import type { Person } from '$lib/identity/person.ts';
import { idsIn, type Typed } from '$lib/platform/forms.ts';
import { noteAboutStaff } from '$lib/screening/about-staff.server.ts';
import type { Services } from '../../../../../services.server.ts';

/**
 * Notes whom of the staff somebody on duty ticked (AboutStaff.svelte); what was on nobody's screen stays. Whoever ticked
 * themselves is led to what to do next, and does nothing more with this message.
 */
export async function noteTickedStaff(
  services: Services,
  person: Person,
  authorityId: string,
  messageId: string,
  typed: Typed,
): Promise<void> {
  const add = idsIn(typed.about);
  const remove = idsIn(typed.aboutBefore).filter((personId) => !add.includes(personId));
  const isAboutThem = await noteAboutStaff(services, person.personId, authorityId, messageId, {
    add,
    remove,
  });
  if (isAboutThem) redirect(303, `/${authorityId}/desk/screening/about-you`);
}
