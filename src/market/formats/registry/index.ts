// The reader of registry files, as the shell calls it.
export { CutOffError, readRegistry } from './read-registry.ts';
export type { RegistryForm, RegistrySink } from './read-registry.ts';
