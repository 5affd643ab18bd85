// Collects what is wrong with a folder: refusals that stop it and warnings that travel with it, both bounded.
import { type FaultPlace, type FileFault, type FileFaults, fileFaults } from '#lib/csv';
import type { SdtmRefusal, SdtmWarningCode } from './trial.ts';

const warningsKeptPerPlace = 200;

/** The collector of one reading. */
export interface FaultLog extends FileFaults<SdtmRefusal> {
  warn(code: SdtmWarningCode, place: FaultPlace, message: string): void;
  /** The warnings; beyond 200 of one code, file and column a closing line carries the number of the rest. */
  warnings(): readonly FileFault<SdtmWarningCode>[];
}

type Warning = FileFault<SdtmWarningCode>;

function warning(code: SdtmWarningCode, { file, row = null, column = null }: FaultPlace, message: string): Warning {
  return { file, row, column, code, message };
}

/** A new, empty collector. */
export function faultLog(): FaultLog {
  const refused = fileFaults<SdtmRefusal>();
  const warnings: Warning[] = [];
  const counts = new Map<string, { place: FaultPlace; code: SdtmWarningCode; seen: number }>();
  return {
    get count() {
      return refused.count;
    },
    refuse: refused.refuse,
    refusal: refused.refusal,
    warn(code, place, message) {
      const key = `${code}|${place.file}|${place.column ?? ''}`;
      const count = counts.get(key) ?? { place, code, seen: 0 };
      count.seen += 1;
      counts.set(key, count);
      if (count.seen <= warningsKeptPerPlace) warnings.push(warning(code, place, message));
    },
    warnings() {
      const rest = [...counts.values()].filter((count) => count.seen > warningsKeptPerPlace);
      const closing = rest.map(({ place, code, seen }) =>
        warning(code, { ...place, row: null }, `And ${seen - warningsKeptPerPlace} more rows like these.`),
      );
      return [...warnings, ...closing];
    },
  };
}
