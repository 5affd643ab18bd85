// The door of the file store.
export { FileStoreError, type FileContent, type FileFault, type FileStore, type StoredFile } from './contract.ts';
export { openDiskStore } from './disk.ts';
export { type Files, openFiles } from './open-files.ts';
export { openPassingStore, type PassingStore } from './passing.ts';
