// The room's panels: what is signed, the act of signing, returning, and the signatures of a record.
export type { Needs, QueueItem, ReturnedItem, SignedRecord } from './queries.ts';
export { signaturesApi } from './queries.ts';
export { RecordSignatures } from './RecordSignatures.tsx';
export { ReturnDrawer, type ReturnDrawerProps } from './ReturnDrawer.tsx';
export { ReturnedList } from './ReturnedList.tsx';
export { named, SignedContent } from './SignedContent.tsx';
export { SigningDrawer, type SigningDrawerProps } from './SigningDrawer.tsx';
export { useSignatureWords } from './words.ts';
