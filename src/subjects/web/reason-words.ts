// Why a step of the life cycle was made, where the program made it: kept as a code, told in words.
import type { Say } from '#ui';

/** What the program writes as a reason, and the words it has. Everything else was written by a person, or came with an import. */
const told: Readonly<Record<string, string>> = {
  'implied by randomised': 'impliedBy.randomised',
  'implied by first-dose': 'impliedBy.firstDose',
  'implied by first visit': 'impliedBy.firstVisit',
  'implied by the first dose': 'impliedBy.firstDose',
  'implied by the arm': 'impliedBy.arm',
  'implied by enrolment': 'impliedBy.enrolment',
  'first dose': 'impliedBy.dosed',
  'treatment completed': 'impliedBy.treatmentCompleted',
  'first visit after the end of treatment': 'impliedBy.laterVisit',
  'no arm: screen failure': 'impliedBy.noArm',
  'date of consent not in the imported data': 'impliedBy.noConsentDate',
};

/** The reason in the reader's language; what a person wrote stands as it is. */
export function reasonInWords(reason: string, say: Say): string {
  const key = told[reason];
  return key === undefined ? reason : say(key);
}
