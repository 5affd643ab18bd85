// How the network's own studies stand in the cuts of the market: their area and their phases out of the words of their records.
import { type Area, type Phase, areas, phases, withoutPhase } from './taxonomy.ts';

// Words of areas that stand in study records, in the order in which the market reads them; the labels of the market themselves come first.
const WORDS: readonly (readonly [Area, RegExp])[] = [
  ['Oncology', /oncolog|cancer|tumou?r|neoplas|carcinom|leuk|lymphom|myelom|sarcom|melanom/i],
  ['CNS', /\bcns\b|neuro|psych|epilep|seizure|alzheimer|parkinson|multiple sclerosis|depress|schizo|dementia|stroke/i],
  ['Pain management', /\bpain\b|analges|migraine|headache|anaesth|anesth/i],
  ['Endocrine', /^endocrin(e|ology)$|metabol|diabet|thyroid|obes|insulin/i],
  ['Endocrinology-Respiration', /respir|asthma|copd|pulmon|allerg|\blung\b|rhinit/i],
];

/** The area of a study out of its therapeutic areas as they are recorded; the first that fits counts, and what fits nowhere is `Others`. */
export function areaOfStudy(therapeuticAreas: readonly string[]): Area {
  const words = therapeuticAreas.map((word) => word.trim());
  const label = areas.find((area) => words.includes(area));
  if (label) return label;
  return WORDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? 'Others';
}

const NUMERALS = /\b(IV|I{1,3}|[1-4])([ab])?\b/gi;
const ROMAN: Readonly<Record<string, Phase>> = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV' };

/** The phases of a study with their parts, which sum to 1: a study of two phases counts half in each, early phase 1 as phase I. */
export function phasesOfStudy(recorded: readonly string[]): readonly { readonly phase: Phase; readonly part: number }[] {
  const found = new Set<Phase>();
  for (const text of recorded)
    for (const [, numeral] of text.replace(/phase|_/gi, ' ').matchAll(NUMERALS)) {
      const phase = ROMAN[numeral ?? ''] ?? phases.find((one) => one === numeral?.toUpperCase());
      if (phase) found.add(phase);
    }
  if (found.size === 0) return [{ phase: withoutPhase, part: 1 }];
  return phases.filter((phase) => found.has(phase)).map((phase) => ({ phase, part: 1 / found.size }));
}
