// Passkeys: what the browser's own dialogue needs and gives, as the server speaks of it.
import { call, type Ended } from './door-calls.ts';

/** Whether this window can make and use passkeys: never at a bare address of the network. */
export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && globalThis.isSecureContext && !/^[\d.]+$|^\[/.test(globalThis.location.hostname);
}

interface Descriptor {
  readonly id: string;
  readonly transports?: AuthenticatorTransport[];
}
interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials?: readonly Descriptor[];
  readonly allowCredentials?: readonly Descriptor[];
}

const toBytes = (text: string): ArrayBuffer => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer;
};
const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const descriptors = (list: readonly Descriptor[] = []): PublicKeyCredentialDescriptor[] =>
  list.map(({ id, transports }) => ({ type: 'public-key', id: toBytes(id), ...(transports ? { transports } : {}) }));

const at = (step: string) => `/api/auth/passkey/${step}`;

const given = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  ...(credential.authenticatorAttachment ? { authenticatorAttachment: credential.authenticatorAttachment } : {}),
});

/** Adds a passkey of this device; `proof` when the person has to prove first who they are. */
export async function addPasskey(name: string): Promise<Ended<unknown> | 'proof' | 'left'> {
  const asked = await call<Options>(at('generate-register-options'), undefined, 'GET');
  if (!asked.ok) return asked.code === 'PROOF_NEEDED' ? 'proof' : asked;
  const options = asked.value;
  if (!options.user) return { ok: false, why: 'refused' };
  const wish = { ...options, challenge: toBytes(options.challenge), user: { ...options.user, id: toBytes(options.user.id) } };
  const publicKey = {
    ...wish,
    excludeCredentials: descriptors(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  const credential = (await navigator.credentials.create({ publicKey }).catch(() => null)) as PublicKeyCredential | null;
  if (!credential) return 'left';
  const made = credential.response as AuthenticatorAttestationResponse;
  return call(at('verify-registration'), {
    name,
    response: {
      ...given(credential),
      response: {
        clientDataJSON: toText(made.clientDataJSON),
        attestationObject: toText(made.attestationObject),
        transports: made.getTransports(),
      },
    },
  });
}

/** Signs in, or proves once more who one is, by a passkey of this device. */
export async function presentPasskey(): Promise<Ended<unknown> | 'left'> {
  const asked = await call<Options>(at('generate-authenticate-options'), undefined, 'GET');
  if (!asked.ok) return asked;
  const options = asked.value;
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
    userVerification: 'required',
  } as unknown as PublicKeyCredentialRequestOptions;
  const credential = (await navigator.credentials.get({ publicKey }).catch(() => null)) as PublicKeyCredential | null;
  if (!credential) return 'left';
  const signed = credential.response as AuthenticatorAssertionResponse;
  return call(at('verify-authentication'), {
    response: {
      ...given(credential),
      response: {
        clientDataJSON: toText(signed.clientDataJSON),
        authenticatorData: toText(signed.authenticatorData),
        signature: toText(signed.signature),
        ...(signed.userHandle ? { userHandle: toText(signed.userHandle) } : {}),
      },
    },
  });
}
