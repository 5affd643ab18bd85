// The door of the vault: identities are added, read for a purpose, found, corrected, erased, and their keys rotated.
export type { IdentityToAdd, PeopleSearch, VaultKeys } from './actions.ts';
export { addIdentity, amendIdentity, eraseIdentity, findPeople, readIdentities, rotateKek } from './actions.ts';
export type { Identity, IdentityField } from './contract.ts';
