import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import * as v from 'valibot';

const Text = v.pipe(v.string(), v.maxLength(8_000));

const common = {
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,1400}$/)),
  rawId: v.pipe(v.string(), v.regex(/^[\w-]{1,1400}$/)),
  type: v.literal('public-key'),
};

const RegistrationSchema = v.object({
  ...common,
  response: v.object({ clientDataJSON: Text, attestationObject: Text }),
});

const AuthenticationSchema = v.object({
  ...common,
  response: v.object({
    clientDataJSON: Text,
    authenticatorData: Text,
    signature: Text,
    userHandle: v.optional(v.nullable(Text)),
  }),
});

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What a phone posted when it made a passkey; null for what is none. */
export function readRegistration(json: string): RegistrationResponseJSON | null {
  const result = v.safeParse(RegistrationSchema, parsed(json));
  return result.success ? { ...result.output, clientExtensionResults: {} } : null;
}

/** What a phone posted when it used one. */
export function readAuthentication(json: string): AuthenticationResponseJSON | null {
  const result = v.safeParse(AuthenticationSchema, parsed(json));
  if (!result.success) return null;
  const { userHandle, ...response } = result.output.response;
  return {
    ...result.output,
    response: { ...response, ...(userHandle ? { userHandle } : {}) },
    clientExtensionResults: {},
  };
}
