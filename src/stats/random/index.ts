// The door of the random streams.
export type { RandomStream } from './stream.ts';
export { streamOf } from './stream.ts';
