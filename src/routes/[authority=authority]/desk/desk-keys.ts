/** On every page of the desk: single keys for whoever works through many messages. They can be turned off. */
const OFF = 'desk-keys-off';
/** A key pressed twice must not act on the message that only just appeared. */
const ARMED_AFTER_MS = 300;

const dialog = document.querySelector<HTMLDialogElement>('dialog[data-keys]');
const openButton = document.querySelector<HTMLButtonElement>('button[data-keys-open]');
const setting = dialog?.querySelector<HTMLInputElement>('input[data-keys-on]');

const readOff = (): boolean => {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
};

let off = readOff();
let leaving = false;

const isSeen = (element: HTMLElement) => element.getClientRects().length > 0;

/** What a key acts on: the first that can be seen. */
function targetOf(key: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[data-key]')];
  return all.find((element) => element.dataset.key === key && isSeen(element));
}

const isText = (element: Element | null): boolean =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !/^(button|submit|checkbox|radio)$/.test(element.type));
const isField = (element: Element | null): boolean => isText(element) || element instanceof HTMLSelectElement;

/** Follows a link, presses a button, ticks a box, goes to a field. */
function act(target: HTMLElement): void {
  if (isField(target)) return target.focus();
  const goes = target instanceof HTMLAnchorElement && !target.getAttribute('href')?.startsWith('#');
  const sends = target instanceof HTMLButtonElement && target.type === 'submit' && target.form !== null;
  leaving = goes || sends;
  target.click();
}

/** Moves through the rows of the page's lists. */
function move(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.queue > li > a')].filter(isSeen);
  const at = rows.findIndex((row) => row === document.activeElement);
  const to = at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step;
  rows[to]?.focus();
}

function showKeys(): void {
  if (!dialog || dialog.open) return;
  const list = dialog.querySelector('dl')!;
  const says = new Map<string, string>();
  if (document.querySelector('.queue > li > a')) {
    says.set('j', 'Next in the list');
    says.set('k', 'The one before');
    says.set('Enter', 'Open it');
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
    const { key = '', keySays = '' } = element.dataset;
    if (isSeen(element) && !says.has(key)) says.set(key, keySays || (element.textContent ?? '').trim());
  }
  if (document.querySelector('form textarea')) says.set('Ctrl+Enter', 'Send the form you are writing in');
  list.replaceChildren(
    ...[...says].flatMap(([key, what]) => {
      const [term, meaning] = [document.createElement('dt'), document.createElement('dd')];
      term.append(Object.assign(document.createElement('kbd'), { textContent: key }));
      meaning.textContent = what;
      return [term, meaning];
    }),
  );
  if (setting) setting.checked = !off;
  dialog.showModal();
}

function inField(event: KeyboardEvent, field: HTMLElement): void {
  if (event.key === 'Escape') field.blur();
  const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
  if (!sends || leaving) return;
  const { form } = field as HTMLTextAreaElement;
  if (!form) return;
  event.preventDefault();
  leaving = true;
  form.requestSubmit();
}

function pressed(event: KeyboardEvent): void {
  if (event.isComposing || event.repeat || event.defaultPrevented || dialog?.open) return;
  const focused = document.activeElement;
  if (isField(focused)) return inField(event, focused as HTMLElement);
  if (off || leaving || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === '?') return showKeys();
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    return move(event.key === 'j' ? 1 : -1);
  }
  if (event.key.length !== 1 || document.documentElement.dataset.keys !== 'on') return;
  const target = targetOf(event.key);
  if (!target) return;
  // Else the letter would be the first in the field it goes to.
  event.preventDefault();
  act(target);
}

function turn(on: boolean): void {
  off = !on;
  try {
    if (off) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  } catch {
    // A browser that keeps nothing: it holds for this page.
  }
}

document.addEventListener('keydown', pressed);
setting?.addEventListener('change', () => turn(setting.checked));
if (openButton) {
  openButton.hidden = false;
  openButton.addEventListener('click', showKeys);
}
// A page that comes back from the browser's own memory has been left before.
window.addEventListener('pageshow', () => {
  leaving = false;
});
// What went wrong, or what somebody else did meanwhile, is read first.
document.querySelector<HTMLElement>('[data-focus]')?.focus();
setTimeout(() => {
  document.documentElement.dataset.keys = 'on';
}, ARMED_AFTER_MS);

export {};
