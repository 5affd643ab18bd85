// Subject numbers: issued at consent, one after the other at a study-site, and never used twice.
import { DomainError } from '#lib';

/** `101-007` as its parts, or null when the text is not a subject number. */
export function parseSubjectNumber(text: string): { siteNumber: string; sequence: number } | null {
  const match = /^(?<site>[A-Za-z0-9]+)-(?<sequence>\d{3,})$/.exec(text);
  const sequence = Number(match?.groups?.sequence ?? 0);
  return match?.groups?.site && sequence > 0 ? { siteNumber: match.groups.site, sequence } : null;
}

/**
 * The next number at a study-site. Numbers of subjects who failed, left or were recorded in error stay taken.
 *
 * @param issued every number ever issued at the study-site
 * @throws DomainError on a study-site number that is not letters and digits
 */
export function nextSubjectNumber(siteNumber: string, issued: readonly string[]): string {
  if (!/^[A-Za-z0-9]+$/.test(siteNumber))
    throw new DomainError(`a study-site number is letters and digits, got ${JSON.stringify(siteNumber)}`);
  const last = issued
    .map(parseSubjectNumber)
    .filter((number) => number?.siteNumber === siteNumber)
    .reduce((highest, number) => Math.max(highest, number?.sequence ?? 0), 0);
  return `${siteNumber}-${String(last + 1).padStart(3, '0')}`;
}
