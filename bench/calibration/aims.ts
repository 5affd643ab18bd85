// What the calibration study is held to, and whether a run meets it: ADR 0018 says where the numbers come from.
import type { Truth } from './scenarios.ts';

/** What a scenario of the first setting must show of the integrated method. */
export interface Aim {
  /** The most that coverage may be off its level, at 50, 80 and 95 %. */
  readonly coverOff?: number;
  /** The most that CRPS may be of the pooled Poisson forecast's. */
  readonly ofPooled: number;
  /** What was asked before anything was measured, where the aim had to be set wider: it is judged too. */
  readonly askedAtFirst?: number;
}

/** The aims by scenario. Common shocks have none: nothing was measured that one could be set by. */
export const aims: Readonly<Partial<Record<Truth['scenario'], Aim>>> = {
  S1: { coverOff: 0.02, ofPooled: 0.83 },
  S2: { ofPooled: 0.82, askedAtFirst: 0.8 },
  S3: { coverOff: 0.04, ofPooled: 0.3 },
  S4: { ofPooled: 0.6 },
  S5: { ofPooled: 0.37, askedAtFirst: 0.35 },
};

/** What was measured of one scenario. */
export interface Measured {
  readonly covered: readonly number[];
  readonly ofPooled: number;
}

const levels = [0.5, 0.8, 0.95] as const;
// Figures are judged as they are printed, with three decimals.
const printed = (value: number): number => Math.round(1_000 * value) / 1_000;
const isAtMost = (value: number, most: number): boolean => printed(value) <= most + 1e-9;

/** One line for each aim of a scenario: what was asked, what was measured, and whether that is met. */
export function aimLines(scenario: Truth['scenario'], { covered, ofPooled }: Measured): readonly string[] {
  const aim = aims[scenario];
  if (!aim) return [];
  const told = (isMet: boolean) => (isMet ? 'met' : 'MISSED');
  const { coverOff, askedAtFirst } = aim;
  const cover = covered.map((one) => one.toFixed(3)).join(' / ');
  const coverMet = (most: number) => levels.every((level, at) => isAtMost(Math.abs(printed(covered[at] ?? 0) - level), most));
  const crps = (most: number) => `CRPS to pooled at most ${most.toFixed(2)}: ${ofPooled.toFixed(3)}: ${told(isAtMost(ofPooled, most))}`;
  return [
    ...(coverOff === undefined
      ? []
      : [`  aim ${scenario}: cover within ${coverOff} of 50 / 80 / 95 %: ${cover}: ${told(coverMet(coverOff))}`]),
    `  aim ${scenario}: ${crps(aim.ofPooled)}`,
    ...(askedAtFirst === undefined ? [] : [`  asked at first of ${scenario}: ${crps(askedAtFirst)}`]),
  ];
}
