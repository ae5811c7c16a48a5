/** Makes or uses a passkey on this phone. Without it, or where it fails, nickname and three words work as they are. */
import { fromBase64Url, toBase64Url } from '$lib/sealing/encoding.ts';

const form = document.querySelector<HTMLFormElement>('form[data-passkey]');
const none = document.querySelector<HTMLElement>('[data-passkey-none]');

interface Ids {
  id: string;
  type: 'public-key';
}

interface Options {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: Ids[];
  allowCredentials?: Ids[];
}

const withBytes = (ids: Ids[] | undefined) => ids?.map((one) => ({ ...one, id: fromBase64Url(one.id) }));

/** What `parseCreationOptionsFromJSON` and its sister do, for browsers that do not have them yet. */
function withBuffers(options: Options): object {
  return {
    ...options,
    challenge: fromBase64Url(options.challenge),
    ...(options.user ? { user: { ...options.user, id: fromBase64Url(options.user.id) } } : {}),
    ...(options.excludeCredentials ? { excludeCredentials: withBytes(options.excludeCredentials) } : {}),
    ...(options.allowCredentials ? { allowCredentials: withBytes(options.allowCredentials) } : {}),
  };
}

const text = (buffer: ArrayBuffer) => toBase64Url(new Uint8Array(buffer));

/** What the server reads, in its own words: `toJSON` is newer than passkeys. */
function asJson({ id, rawId, type, response }: PublicKeyCredential): string {
  const parts: Record<string, string> = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse)
    parts.attestationObject = text(response.attestationObject);
  if (response instanceof AuthenticatorAssertionResponse) {
    parts.authenticatorData = text(response.authenticatorData);
    parts.signature = text(response.signature);
    if (response.userHandle) parts.userHandle = text(response.userHandle);
  }
  return JSON.stringify({ id, rawId: text(rawId), type, response: parts });
}

async function ask(kind: string, json: string): Promise<Credential | null> {
  const options = JSON.parse(json) as never;
  if (kind === 'create') {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON
      ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
      : (withBuffers(options) as PublicKeyCredentialCreationOptions);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON
    ? PublicKeyCredential.parseRequestOptionsFromJSON(options)
    : (withBuffers(options) as PublicKeyCredentialRequestOptions);
  return navigator.credentials.get({ publicKey });
}

if (form && 'PublicKeyCredential' in globalThis) {
  form.hidden = false;
  if (none) none.hidden = true;
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]');
  const field = form.querySelector<HTMLInputElement>('input[name="response"]');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (failed) failed.hidden = true;
    ask(form.dataset.passkey ?? '', form.dataset.passkeyOptions ?? '{}')
      .then((credential) => {
        if (!(credential instanceof PublicKeyCredential) || !field) throw new TypeError('No passkey.');
        field.value = asJson(credential);
        form.submit();
      })
      .catch(() => {
        if (failed) failed.hidden = false;
      });
  });
}
