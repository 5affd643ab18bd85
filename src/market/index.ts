// What the market gives to other rooms: its words and rules.
export * from './rules.ts';
