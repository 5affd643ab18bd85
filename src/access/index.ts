// The door of access: the act, the guard, and what other rooms may ask about people.
export type { Act, RoomListener } from './act.ts';
export { because, forEach, listens, loadActor, openAct, requireMay } from './act.ts';
export type { RawInput, RequestContext } from './guard.ts';
export { admitted, asProblem, guard, guarded } from './guard.ts';
export { accessRoutes } from './routes.ts';
export { giveGrant, invitationSecret, resetSecret, revokeGrant } from './actions.ts';
export * as accountLetters from './store/account-letters.ts';
export type { Letter, LetterDue } from './store/account-letters.ts';
export * as passwordReset from './store/password-reset.ts';
export { namedPeople, namesOfPeople } from './questions/names.ts';
export { viewPerson } from './questions.ts';
export { type SigningProof, printedName, signingNeeds, spendSigningProof } from './questions/signing.ts';
export * as accountPool from './store/account-pool.ts';
export type { AccountHolder, DemoPerson } from './store/account-pool.ts';
export type { Actor, Grant, Role } from './rules.ts';
export { holds, may, permissionsOf, roleNames, roles, scopesOf, sitesInReach } from './rules.ts';
