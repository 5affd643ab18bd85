// Proving who one is for a signing: plain HTTP to the accounts, outside the contract's client.
import { isOffline } from '#ui';

/** How an attempt to prove it ended. */
export type Proved = 'proved' | 'refused' | 'unreachable';

/** Proves it for exactly these digests; the signing follows within a minute. */
export async function proveForSigning(
  contents: readonly string[],
  proof: { readonly password: string; readonly code: string },
): Promise<Proved> {
  const given = {
    ...(proof.password ? { password: proof.password } : {}),
    ...(proof.code ? { code: proof.code.replaceAll(' ', '') } : {}),
  };
  try {
    const response = await fetch('/api/auth/prove-signing', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ contents, ...given }),
    });
    // An answer that nobody reads holds its connection.
    await response.text();
    return response.ok ? 'proved' : response.status >= 500 ? 'unreachable' : 'refused';
  } catch (error) {
    if (isOffline(error)) return 'unreachable';
    throw error;
  }
}
