// The rules of the trail: the chain, its anchors, images of rows, and the words of a history.
export * from './rules/anchors.ts';
export * from './rules/chain.ts';
export * from './rules/image.ts';
export * from './rules/sentence.ts';
export * from './rules/words.ts';
