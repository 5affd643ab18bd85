// The rules of the market: its words, what registries say of activity, the outlook, the network's place in it.
export * from './rules/taxonomy.ts';
export type * from './rules/outlook-types.ts';
export { outlookAxes } from './rules/outlook-types.ts';
