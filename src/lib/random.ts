// Randomness that exists both in Node and in the browser.

/** Fills `bytes` from the platform's cryptographic generator and returns them. */
export function randomFillSync<T extends Uint8Array>(bytes: T): T {
  globalThis.crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
  return bytes;
}
