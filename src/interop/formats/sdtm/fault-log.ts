// Collects what is wrong with a folder: refusals that stop it and warnings that travel with it, both bounded.
import { refuse, type Refused } from '#lib';
import type { SdtmFault, SdtmRefusal, SdtmWarningCode } from './trial.ts';

const refusalsKept = 100;
const warningsKeptPerPlace = 200;

/** Where in a file; `row` 1 is the header. */
export interface Place {
  readonly file: string;
  readonly row?: number;
  readonly column?: string;
}

/** The collector of one reading. */
export interface FaultLog {
  refuse(code: SdtmRefusal, place: Place, message: string): void;
  warn(code: SdtmWarningCode, place: Place, message: string): void;
  /** The first refusal with all of them in `detail.faults` (at most 100; `detail.faultCount` is the true number), or null. */
  refusal(): Refused<SdtmRefusal> | null;
  /** The warnings; beyond 200 of one code, file and column a closing line carries the number of the rest. */
  warnings(): readonly SdtmFault<SdtmWarningCode>[];
}

function fault<C extends string>(code: C, place: Place, message: string): SdtmFault<C> {
  return { file: place.file, row: place.row ?? null, column: place.column ?? null, code, message };
}

/** A new, empty collector. */
export function faultLog(): FaultLog {
  const refusals: SdtmFault<SdtmRefusal>[] = [];
  const warnings: SdtmFault<SdtmWarningCode>[] = [];
  const counts = new Map<string, { place: Place; code: SdtmWarningCode; seen: number }>();
  let refused = 0;
  return {
    refuse(code, place, message) {
      refused += 1;
      if (refusals.length < refusalsKept) refusals.push(fault(code, place, message));
    },
    warn(code, place, message) {
      const key = `${code}|${place.file}|${place.column ?? ''}`;
      const count = counts.get(key) ?? { place, code, seen: 0 };
      count.seen += 1;
      counts.set(key, count);
      if (count.seen <= warningsKeptPerPlace) warnings.push(fault(code, place, message));
    },
    refusal() {
      const first = refusals[0];
      return first ? refuse(first.code, { ...first, faults: refusals, faultCount: refused }) : null;
    },
    warnings() {
      const rest = [...counts.values()].filter((count) => count.seen > warningsKeptPerPlace);
      const closing = rest.map(({ place, code, seen }) =>
        fault(
          code,
          { file: place.file, ...(place.column === undefined ? {} : { column: place.column }) },
          `And ${seen - warningsKeptPerPlace} more rows like these.`,
        ),
      );
      return [...warnings, ...closing];
    },
  };
}
