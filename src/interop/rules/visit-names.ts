// Visit names as people write them, made comparable: case, spaces, punctuation, abbreviations, and visits that no schedule plans.

/** Why a visit stands outside the schedule by its very name or mode. */
export type UnplannedKind = 'unscheduled' | 'telephone' | 'ambulatory-ecg' | 'retrieval' | 'adverse-event-follow-up' | 'early-termination';

// A word or a number; the hyphen of "Day -1" and "Day-1" is a sign, that of "Visit-3" and "Day 1-3" is punctuation.
const tokens = /\d+(?:\.\d+)?|\p{L}+/gu;

const beforeNumber = new Map([
  ['W', 'WEEK'],
  ['WK', 'WEEK'],
  ['WKS', 'WEEK'],
  ['WEEKS', 'WEEK'],
  ['D', 'DAY'],
  ['DAYS', 'DAY'],
  ['V', 'VISIT'],
  ['VIS', 'VISIT'],
  ['C', 'CYCLE'],
  ['CYC', 'CYCLE'],
  ['M', 'MONTH'],
  ['MO', 'MONTH'],
  ['MTH', 'MONTH'],
  ['MONTHS', 'MONTH'],
  ['Y', 'YEAR'],
  ['YR', 'YEAR'],
]);
const anywhere = new Map([
  ['SCR', 'SCREENING'],
  ['SCRN', 'SCREENING'],
  ['SCREEN', 'SCREENING'],
  ['BL', 'BASELINE'],
  ['RANDOMISATION', 'RANDOMIZATION'],
  ['FU', 'FOLLOW UP'],
  ['FUP', 'FOLLOW UP'],
  ['FOLLOWUP', 'FOLLOW UP'],
  ['EOT', 'END OF TREATMENT'],
  ['EOS', 'END OF STUDY'],
  ['ET', 'EARLY TERMINATION'],
]);

function isSigned(text: string, at: number): boolean {
  if (text[at - 1] !== '-') return false;
  const before = text.slice(0, at - 1);
  return before === '' || /[\s(]$/.test(before) || /(?:^|[^\p{L}])(?:DAY|D)$/u.test(before);
}

/**
 * A name in comparable form: capitals, one space, no punctuation, common abbreviations spelled out, numbers without leading zeros,
 * the sign of a negative day kept: `"wk-02 visit"` and `"Week 2"` both become `WEEK 2`, `"C1D1"` becomes `CYCLE 1 DAY 1`.
 */
export function normalVisitName(name: string): string {
  const text = name
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase();
  const found = [...text.matchAll(tokens)];
  const words = found.map(([token], place) => {
    const at = found[place]?.index ?? 0;
    if (/^\d/.test(token)) return (isSigned(text, at) ? '-' : '') + token.replace(/^0+(?=\d)/, '');
    const next = found[place + 1]?.[0] ?? '';
    return (/^\d/.test(next) ? beforeNumber.get(token) : undefined) ?? anywhere.get(token) ?? token;
  });
  if (words.length > 1 && words.at(-1) === 'VISIT') words.pop();
  return words.join(' ');
}

/** The parts of a compound name, normalised: `"WEEK 2 (V4)"` is `WEEK 2` and `VISIT 4`. Not split at the hyphen of a compound word. */
export function visitNameParts(name: string): readonly string[] {
  const parts = name.split(/[()[\]/:;,|]|\s[-\u2010-\u2015]\s/).map(normalVisitName);
  return [...new Set(parts.filter((part) => part !== ''))];
}

const phases = ['FOLLOW UP', 'SCREENING', 'EXTENSION', 'RUN IN', 'WASHOUT', 'END OF', 'REPEAT', 'RETEST', 'RESCREENING'];

function unitsOf(normal: string): ReadonlyMap<string, string> {
  return new Map([...normal.matchAll(/(\p{L}+) (-?\d+(?:\.\d+)?)/gu)].map(([, unit = '', number = '']) => [unit, number]));
}

/**
 * Whether two names cannot be one visit: the same unit with another number (`CYCLE 2 DAY 8`, `CYCLE 2 DAY 1`) or a phase in one alone
 * (`FOLLOW UP WEEK 2`, `WEEK 2`). `exempt` units are not compared. A name without words contradicts nothing.
 */
export function contradicts(actual: string, planned: string, exempt: readonly string[] = []): boolean {
  const [left, right] = [normalVisitName(actual), normalVisitName(planned)];
  const numbers = unitsOf(right);
  if ([...unitsOf(left)].some(([unit, number]) => !exempt.includes(unit) && numbers.has(unit) && numbers.get(unit) !== number)) return true;
  return /\b(?:WEEK|DAY|CYCLE|MONTH)\b/.test(left) && phases.some((phase) => left.includes(phase) !== right.includes(phase));
}

/** Whether a name says outright that the visit was not planned. */
export function isUnscheduledName(name: string): boolean {
  return /^(?:UNSCHEDULED|UNSCHED|UNSCH|UNS|UNPLANNED)\b/.test(normalVisitName(name));
}

const patterns: readonly (readonly [UnplannedKind, RegExp])[] = [
  ['unscheduled', /\b(?:UNSCHEDULED|UNSCHED|UNSCH|UNPLANNED)\b/],
  ['ambulatory-ecg', /\b(?:AMBUL|AMBULATORY|HOLTER)\b/],
  ['telephone', /\b(?:TELEPHONE|PHONE|TELEPHONIC)\b|\b(?:CALL|TC)$/],
  ['retrieval', /\bRETRIEVAL\b/],
  ['adverse-event-follow-up', /\b(?:AE|SAE|ADVERSE EVENTS?) FOLLOW UP\b/],
  ['early-termination', /\bEARLY (?:TERMINATION|DISCONTINUATION|WITHDRAWAL)\b/],
];

/** What sort of unplanned visit a name or a contact mode (SVCNTMOD) stands for; null when it may well be planned. */
export function unplannedKind(name: string, contactMode: string | null = null): UnplannedKind | null {
  const normal = normalVisitName(name);
  const found = patterns.find(([, pattern]) => pattern.test(normal));
  if (found) return found[0];
  const isCall = /\(\s*(?:T|TC|TEL)\s*\)/i.test(name) || /PHONE/.test((contactMode ?? '').toUpperCase());
  return isCall ? 'telephone' : null;
}
