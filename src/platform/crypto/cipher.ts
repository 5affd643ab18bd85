// Encryption of single values: AES-256-GCM under a data key that is itself wrapped by a key outside the database.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** The keys of an installation, as its secrets hold them. */
export interface CipherKeys {
  /** Key-encryption keys by version, 32 bytes each; the highest version wraps. */
  readonly keyEncryptionKeys: readonly { readonly version: number; readonly key: Uint8Array }[];
  /** Keys the digests by which encrypted values are found, 32 bytes. */
  readonly blindIndexKey: Uint8Array;
}

/** A data key as it is stored. */
export interface WrappedKey {
  readonly wrapped: Uint8Array;
  /** The version of the key-encryption key around it. */
  readonly version: number;
}

/** Words that say where a value lies: `['vault.identity', personId, 'name', '1']`. A value opens only in its own place. */
export type Place = readonly string[];

/** Thrown when something does not open: another key, another place, or changed bytes. Says where, never what. */
export class CipherError extends Error {
  override readonly name = 'CipherError';
}

/** Encrypts, decrypts and digests under the installation's keys. */
export interface Cipher {
  /** The version that wraps new keys. */
  readonly version: number;
  /** A fresh data key for this place. */
  readonly newKey: (place: Place) => WrappedKey;
  /** The same data key under the newest key-encryption key. */
  readonly rewrap: (key: WrappedKey, place: Place) => WrappedKey;
  /** Ciphertext as nonce (12 bytes), content, tag (16 bytes). */
  readonly seal: (key: WrappedKey, keyPlace: Place, place: Place, text: string) => Uint8Array;
  readonly open: (key: WrappedKey, keyPlace: Place, place: Place, sealed: Uint8Array) => string;
  /** HMAC-SHA-256 of a normalised value; equal values of one kind have equal digests. */
  readonly digest: (kind: string, normalised: string) => Uint8Array;
}

const NONCE = 12;
const TAG = 16;
const KEY = 32;

/** Opens the cipher. Throws when a key has the wrong length or a version stands twice. */
export function openCipher(keys: CipherKeys): Cipher {
  const byVersion = new Map(keys.keyEncryptionKeys.map(({ version, key }) => [version, key]));
  if (byVersion.size === 0 || byVersion.size !== keys.keyEncryptionKeys.length)
    throw new CipherError('key versions are missing or stand twice');
  if ([...byVersion.values(), keys.blindIndexKey].some((key) => key.length !== KEY)) throw new CipherError(`a key must be ${KEY} bytes`);
  const newest = Math.max(...byVersion.keys());

  const wrap = (dataKey: Uint8Array, place: Place): WrappedKey => {
    const wrapping = byVersion.get(newest) as Uint8Array;
    return { wrapped: encrypt(wrapping, ['key', newest.toString(), ...place], dataKey), version: newest };
  };
  const unwrap = ({ wrapped, version }: WrappedKey, place: Place): Uint8Array => {
    const wrapping = byVersion.get(version);
    if (!wrapping) throw new CipherError(`key version ${version} is not among the installation's keys`);
    return decrypt(wrapping, ['key', version.toString(), ...place], wrapped);
  };
  return {
    version: newest,
    newKey: (place) => wrap(randomBytes(KEY), place),
    rewrap: (key, place) => wrap(unwrap(key, place), place),
    seal: (key, keyPlace, place, text) => encrypt(unwrap(key, keyPlace), ['value', ...place], new TextEncoder().encode(text)),
    open: (key, keyPlace, place, sealed) => new TextDecoder().decode(decrypt(unwrap(key, keyPlace), ['value', ...place], sealed)),
    digest: (kind, normalised) =>
      new Uint8Array(
        createHmac('sha256', keys.blindIndexKey)
          .update(lengthPrefixed([kind, normalised]))
          .digest(),
      ),
  };
}

function encrypt(key: Uint8Array, place: Place, content: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(lengthPrefixed(place));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]));
}

function decrypt(key: Uint8Array, place: Place, sealed: Uint8Array): Uint8Array {
  if (sealed.length < NONCE + TAG) throw new CipherError(`${place[1] ?? 'a value'} is no ciphertext`);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(lengthPrefixed(place))
    .setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
  } catch (error) {
    throw new CipherError(`a ${place[0] ?? 'value'} does not open: another key, another place, or changed bytes`, { cause: error });
  }
}

/** Parts with their lengths, so that no two lists of words give the same bytes. */
function lengthPrefixed(parts: Place): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
