// Values of an identity: what is accepted, and the form in which two spellings of the same value are equal.
import { type Outcome, Temporal, ok, refuse } from '#lib';

/** The parts of an identity that the vault keeps. */
export const identityFields = ['name', 'birth-date', 'phone', 'email', 'address', 'identifier'] as const;
export type IdentityField = (typeof identityFields)[number];

/** Some parts of an identity in clear. It lives as long as the answer it is part of. */
export type Identity = Partial<Record<IdentityField, string>>;

/** Why a value is not accepted; the detail names the field, never the value. */
export type ValueRefusal =
  | 'identity-empty'
  | 'identity-too-long'
  | 'identity-unprintable'
  | 'birth-date-invalid'
  | 'phone-invalid'
  | 'email-invalid';

const LONGEST: Readonly<Record<IdentityField, number>> = {
  name: 200,
  'birth-date': 10,
  phone: 40,
  email: 254,
  address: 1_000,
  identifier: 100,
};

/** The value as it is kept: trimmed, and checked for what its field demands. */
export function acceptValue(field: IdentityField, value: string): Outcome<string, ValueRefusal> {
  const text = value.normalize('NFC').trim();
  if (text === '') return refuse('identity-empty', { field });
  if (text.length > LONGEST[field]) return refuse('identity-too-long', { field, longest: LONGEST[field] });
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/u.test(text))
    return refuse('identity-unprintable', { field });
  if (field === 'birth-date' && !isCivilDate(text)) return refuse('birth-date-invalid', { field });
  // E.164 allows 15 digits; shorter than 5 is an extension and finds nobody.
  if (field === 'phone' && !/^\d{5,15}$/.test(digitsOf(text))) return refuse('phone-invalid', { field });
  if (field === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return refuse('email-invalid', { field });
  return ok(text);
}

/** Whether people are found by this field. Addresses have too many spellings for that. */
export function isFindable(field: IdentityField): boolean {
  return field !== 'address';
}

/** How many searches one person may make within an hour: enough for a telephone's day, too few to try birth dates one after the other. */
export const searchesPerHour = 60;

/** Whether one more search is allowed after so many within the last hour. */
export function decideSearch(made: number): Outcome<true, 'too-many-requests'> {
  return made < searchesPerHour ? ok(true) : refuse('too-many-requests', { perHour: searchesPerHour });
}

/** How many people's identities one person may read within an hour before others are told of it. */
export const readsBeforeAlarm = 200;

/** Whether the number of people somebody has read within the hour has just passed the bound: once, not with every further one. */
export function isAlarming(before: number, now: number): boolean {
  return before <= readsBeforeAlarm && now > readsBeforeAlarm;
}

/**
 * The form that is digested: names and identifiers in NFKC without case and with single spaces, telephone numbers as digits
 * (00 at the start stands for +), addresses of mail in lower case, dates as they are.
 */
export function normalised(field: IdentityField, value: string): string {
  const text = value.normalize('NFKC').trim();
  if (field === 'phone') return digitsOf(text).replace(/^00/, '');
  if (field === 'birth-date') return text;
  const folded = text.toLowerCase().normalize('NFKC');
  return field === 'name' ? folded.replaceAll(/\s+/gu, ' ') : folded.replaceAll(/\s+/gu, '');
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\D/g, '');
}

function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
