// What is wrong with files: every fault counted, the first ones kept, each with its file, row and column.
import { refuse, type Refused } from '../outcome.ts';

const KEPT = 100;

/** A named place in a file. `row` counts as a spreadsheet does: the header is row 1. */
export interface FileFault<C extends string = string> {
  readonly file: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly code: C;
  /** A sentence that does not repeat the place. */
  readonly message: string;
}

/** Where in a file. */
export interface FaultPlace {
  readonly file: string;
  readonly row?: number | null;
  readonly column?: string | null;
}

/** Takes faults. */
export interface FaultSink<C extends string> {
  readonly count: number;
  readonly refuse: (code: C, place: FaultPlace, message: string) => void;
}

/** The faults of one reading, of one file or of several. */
export interface FileFaults<C extends string> extends FaultSink<C> {
  /** The first fault with all of them in `detail.faults` (at most 100; `detail.faultCount` is the true number), or null. */
  readonly refusal: () => Refused<C> | null;
}

/** A new, empty collector. */
export function fileFaults<C extends string>(): FileFaults<C> {
  const kept: FileFault<C>[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    refuse(code, { file, row = null, column = null }: FaultPlace, message) {
      count += 1;
      if (kept.length < KEPT) kept.push({ file, row, column, code, message });
    },
    refusal() {
      const [first] = kept;
      return first ? refuse(first.code, { ...first, faults: kept, faultCount: count }) : null;
    },
  };
}
