// How the network's own studies stand in the cuts of the market: their area and their phases out of the words of their records.
import { readArea } from './area.ts';
import { type Area, type Phase, areas, phases, withoutPhase } from './taxonomy.ts';

/**
 * The area of a study out of its therapeutic areas as they are recorded: a label of the market stands for itself, other words are read by the table
 * that reads registries.
 */
export function areaOfStudy(therapeuticAreas: readonly string[]): Area {
  const words = therapeuticAreas.map((word) => word.trim());
  return areas.find((area) => words.includes(area)) ?? readArea(words).area;
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
