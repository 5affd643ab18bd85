// What a file store promises, whoever keeps the bytes: a disk now, an S3-compatible service behind the same door later.

/** A stored file: its address is the SHA-256 of its bytes, 64 lower-case hex digits. */
export interface StoredFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Bytes to store: at once, or as a stream (a web or Node stream is one). */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array>;

/** A content-addressed store. Nothing is ever changed through it. */
export interface FileStore {
  /**
   * Stores bytes; the same bytes twice are one file. When it resolves, the file survives a power cut.
   * @throws {FileStoreError} `too-large` beyond `maxBytes` (the store's own limit unless told), `unwritable`.
   */
  put(content: FileContent, options?: { readonly maxBytes?: number }): Promise<StoredFile>;
  /**
   * The bytes of a file, checked against their address while they are read. The last piece is handed out only when the
   * whole is right, so a reader never comes to the end of a damaged file.
   * @throws {FileStoreError} `not-found`, `bad-address`; `damaged` from the stream.
   */
  get(sha256: string): Promise<AsyncGenerator<Uint8Array, void, undefined>>;
  /** The whole file, checked; refused with `too-large` beyond `maxBytes`. */
  read(sha256: string, maxBytes: number): Promise<Buffer>;
  /** Size of a file in bytes, or undefined when it is not there. Reads no content. */
  size(sha256: string): Promise<number | undefined>;
  /** Every file, in order of address, or those that last came longer ago than `restedMs`. Reads no content. */
  list(options?: { readonly restedMs?: number }): AsyncGenerator<StoredFile, void, undefined>;
  /** Removes a file that no record needs; one that is not there is no error. */
  discard(sha256: string): Promise<void>;
}

/** Why a file was not stored or not handed out. */
export type FileFault = 'bad-address' | 'not-found' | 'damaged' | 'too-large' | 'unwritable';

/** Thrown by a file store; the message holds addresses and sizes, never content. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
  readonly fault: FileFault;

  constructor(fault: FileFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}
