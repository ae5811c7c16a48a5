import { whoIsSignedIn, type SignedIn } from './signed-in.ts';

/**
 * Lets somebody who is signed in choose whose message it is, on a page that is the same for everyone. Nothing is chosen
 * for them: with no name, until they say so.
 * @returns who it is to be sent as, asked when it is sent; null for nobody; `signed-out` where a name was chosen and
 * nobody is signed in now, which the form then says.
 */
export function offerAsChoice(form: HTMLFormElement): () => SignedIn | 'signed-out' | null {
  const choice = form.querySelector<HTMLElement>('[data-signed-as]');
  const mine = choice?.querySelector<HTMLInputElement>('[data-signed-as-me]');
  const label = choice?.querySelector('[data-signed-as-label]');
  let who: SignedIn | null = null;
  if (choice && mine && label)
    void whoIsSignedIn().then((found) => {
      if (!found) return;
      who = found;
      // A draft that came back meanwhile chose somebody else's name: it is not sent under this one.
      if (mine.checked && mine.value !== found.personId) {
        mine.checked = false;
        const without = choice.querySelector<HTMLInputElement>('input[value=""]');
        if (without) without.checked = true;
      }
      mine.value = found.personId;
      // The place that the server left open in its own text.
      label.textContent = (label.textContent ?? '').replace('…', `\u2068${found.nickname}\u2069`);
      choice.hidden = false;
    });
  return () => {
    if (!choice || !mine?.checked) return null;
    const fault = choice.querySelector<HTMLElement>('[data-signed-out]');
    if (fault) fault.hidden = who !== null;
    if (who) return who;
    choice.hidden = false;
    choice.scrollIntoView({ block: 'center' });
    return 'signed-out';
  };
}
