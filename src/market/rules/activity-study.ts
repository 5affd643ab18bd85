// What is counted of one registered study, whatever file it came in, and how its registry words become ours.
import { type Phase, withoutPhase } from './taxonomy.ts';

/** One version of a study as a registry has it. Words keep their own spelling; days count from 1 January 1970, null where none is given. */
export interface StudyVersion {
  /** The digits of the NCT id. */
  readonly nct: number;
  /** Day of the last update as posted, else as submitted. */
  readonly updated: number | null;
  /** Day of the last update as submitted, else as posted: decides between versions posted on one day. */
  readonly submitted: number | null;
  readonly phase: string;
  readonly status: string;
  readonly type: string;
  readonly start: number | null;
  readonly completion: number | null;
  /** Null where this kind of file states none. */
  readonly conditions: readonly string[] | null;
  /** MeSH terms and their ancestors: read where no condition decides. */
  readonly mesh: () => readonly string[];
  /** Read where no condition is stated at all. */
  readonly title: string;
  /** The country of every facility, as spelled, a missing one as its file writes a missing value; null where this kind of file has no places. */
  readonly countries: readonly string[] | null;
}

/** `NCT01234567` as 1234567; null for anything else. */
export function nctNumber(text: string): number | null {
  const found = /^\s*NCT(\d{8})\s*$/i.exec(text);
  return found ? Number(found[1]) : null;
}

/** 1234567 as `NCT01234567`. */
export function nctId(nct: number): string {
  return `NCT${String(nct).padStart(8, '0')}`;
}

const romans: Readonly<Record<string, Phase>> = {
  '0': 'I',
  '1': 'I',
  '2': 'II',
  '3': 'III',
  '4': 'IV',
  I: 'I',
  II: 'II',
  III: 'III',
  IV: 'IV',
};
const notStated = new Set(['', 'NA', 'NOTAPPLICABLE', 'NONE', 'NOTSTATED', 'NOTAVAILABLE', 'NULL']);

/** The phases that a registry's word stands for, and whether every part of it was understood. */
export interface PhasesRead {
  readonly phases: readonly Phase[];
  readonly isKnown: boolean;
}

// A registry has a dozen such words.
const phasesRead = new Map<string, PhasesRead>();

/**
 * `PHASE1/PHASE2` is I and II, half and half; early phase 1 is I; `NA` and a missing value are a key of their own. A word that is no phase counts
 * with those, and is not known.
 */
export function phasesOf(word: string): PhasesRead {
  const known = phasesRead.get(word);
  if (known) return known;
  const read = readPhases(word);
  if (phasesRead.size < 10_000) phasesRead.set(word, read);
  return read;
}

function readPhases(word: string): PhasesRead {
  const isNothing = notStated.has(word.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
  if (isNothing) return { phases: [withoutPhase], isKnown: true };
  const parts = word.split(/[/|,;&+]|\band\b/i).map((part) => {
    const key = part
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '')
      .replace(/^EARLY/, '')
      .replace(/^PHASE/, '')
      .replace(/[AB]$/, '');
    return notStated.has(key) ? withoutPhase : romans[key];
  });
  const found = [...new Set(parts.filter((part) => part !== undefined))].sort();
  const named = found.filter((phase) => phase !== withoutPhase);
  return { phases: named.length > 0 ? named : [withoutPhase], isKnown: parts.every((part) => part !== undefined) };
}

/** A study that never enrolled: its facilities did no work. */
export function isWithdrawn(status: string): boolean {
  return /^\s*withdrawn\b/i.test(status);
}
