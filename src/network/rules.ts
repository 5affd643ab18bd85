// The rules of the network, for other rooms and for previews in the browser.
export * from './rules/countries.ts';
export * from './rules/opening.ts';
export * from './rules/words.ts';
