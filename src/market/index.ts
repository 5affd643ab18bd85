// What the market gives to other rooms: its words and rules, and its commands.
export * from './rules.ts';
export { marketActivityCommand } from './commands.ts';
