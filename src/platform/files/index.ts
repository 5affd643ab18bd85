// The door of the file store.
export { FileStoreError, type FileContent, type FileFault, type FileStore, type StoredFile } from './contract.ts';
export { type Files, openFiles } from './open-files.ts';
