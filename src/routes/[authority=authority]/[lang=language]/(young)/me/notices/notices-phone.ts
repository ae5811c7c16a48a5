/** On the page where notices are turned on: asks this phone's browser for an address to knock at, and gives it back. */
const turnOn = document.querySelector<HTMLFormElement>('form[data-notices-on]');

function say(name: string | null): void {
  for (const one of document.querySelectorAll<HTMLElement>('[data-notices-say]'))
    one.hidden = one.dataset.noticesSay !== name;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window && isSecureContext;

/** Asks for an address; one made under another key of ours is given up first. */
async function subscribe(key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  try {
    return await pushManager.subscribe(options);
  } catch (fault) {
    const before = await pushManager.getSubscription();
    if (!before) throw fault;
    await before.unsubscribe();
    return pushManager.subscribe(options);
  }
}

async function ask(form: HTMLFormElement): Promise<void> {
  say('asking');
  if ((await Notification.requestPermission()) !== 'granted') return say('denied');
  try {
    const { endpoint } = await subscribe(form.dataset.noticesOn ?? '');
    const field = form.querySelector<HTMLInputElement>('input[name="endpoint"]');
    if (field) field.value = endpoint;
    form.submit();
  } catch {
    say('failed');
  }
}

/** Off is off on the phone too: the browser forgets the address, whether or not we are reached. */
function giveUpWith(form: HTMLFormElement, subscription: PushSubscription): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void subscription
      .unsubscribe()
      .catch(() => false)
      .finally(() => form.submit());
  });
}

async function show(form: HTMLFormElement): Promise<void> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.getSubscription();
  const hash = subscription && (await hashOf(subscription.endpoint));
  const offs = [...document.querySelectorAll<HTMLFormElement>('form[data-notices-off]')];
  const here = offs.some(({ dataset }) => hash !== null && dataset.noticesHash === hash);
  if (subscription)
    for (const off of offs)
      if (off.dataset.noticesOff === 'all' || off.dataset.noticesHash === hash) giveUpWith(off, subscription);
  form.hidden = here && Notification.permission === 'granted';
  say(form.hidden ? 'here' : Notification.permission === 'denied' ? 'denied' : null);
}

if (turnOn) {
  document.querySelector('[data-notices-needs-script]')?.remove();
  if (canPush()) {
    turnOn.addEventListener('submit', (event) => {
      event.preventDefault();
      void ask(turnOn);
    });
    void show(turnOn);
  } else say('cannot');
}
