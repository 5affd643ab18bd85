// Cryptography of the platform: values encrypted under wrapped keys, and keyed digests to find them.
export type { Cipher, CipherKeys, Place, WrappedKey } from './cipher.ts';
export { CipherError, openCipher } from './cipher.ts';
export { sha256Hex } from './digest.ts';
