// The door of the demo: a network of invention, planned by seed and day, written through the real actions.
export { loadDemoNetwork } from './actions/load.ts';
export type { DemoPorts } from './actions/ports.ts';
