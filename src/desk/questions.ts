// The read side of the desk.
export { search } from './questions/search.ts';
