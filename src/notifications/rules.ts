// What people are told of, whom each kind concerns, and for how long it is news. Pure.
import type { Temporal } from '#lib';

export const notificationKinds = [
  'deviations-drafted',
  'sae-recorded',
  'identities-read',
  'grant-given',
  'job-ended',
  'record-returned',
  'returned-to-site',
  'window-closing',
  'window-closed',
  'signals-opened',
  'signal-moved',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** So long something is news; what is older is forgotten. */
export const NEWS_DAYS = 30;

/** The roles at the site that a kind concerns; a kind without roles is told to one person by name. */
export const concerned: Readonly<Record<NotificationKind, readonly string[]>> = {
  // Those who assess (roles.md); those who see every site have the list of the quality page.
  'deviations-drafted': ['quality', 'site-director'],
  // Judging causality is the investigator's, and the clock runs (BR-23).
  'sae-recorded': ['investigator', 'site-director'],
  // Those who may see whose account it is, and close it.
  'identities-read': ['site-director', 'network-manager'],
  'grant-given': [],
  'job-ended': [],
  'record-returned': [],
  // What nobody in particular keeps is changed by those who record it.
  'returned-to-site': ['coordinator'],
  // Those who invoice; what is lost is also the director's.
  'window-closing': ['finance'],
  'window-closed': ['finance', 'site-director'],
  // Those who answer signals; the department that sees every site is told as well.
  'signals-opened': ['quality', 'site-director'],
  'signal-moved': [],
};

/** Kinds that whoever sees every site is told of as well: no list of theirs shows them, or, as finance, they look after every site. */
export const toldEverywhere: readonly NotificationKind[] = ['identities-read', 'window-closing', 'window-closed', 'signals-opened'];

/** The first instant that is still news. */
export function newsSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: NEWS_DAYS * 24 });
}
