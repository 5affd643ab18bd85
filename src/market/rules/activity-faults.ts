// What is wrong with registry files, of any size: counted by file, kind and column, the first places named.

const placesKept = 20;

/** Faults of one kind in one file. */
export interface ActivityWarning {
  readonly code: string;
  readonly message: string;
  /** Null where several files are meant together. */
  readonly file: string | null;
  /** The first place: the line of a JSON file, the row of a table (its header is row 1). */
  readonly row: number | null;
  readonly column: string | null;
  readonly count: number;
  /** The first twenty places. */
  readonly rows: readonly number[];
}

/** Where a fault is. */
export interface ActivityPlace {
  readonly file: string;
  readonly row?: number | null;
  readonly column?: string | null;
}

interface Group {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly column: string | null;
  readonly rows: number[];
  count: number;
}

/** Takes faults; a million of one kind costs what twenty do. */
export interface ActivityFaults {
  /** How many faults there were; remarks do not count. */
  readonly count: number;
  readonly refuse: (code: string, place: ActivityPlace, message: string) => void;
  /** What is worth knowing of sound records, and of how many. */
  readonly remark: (code: string, count: number, message: string) => void;
  /** The first fault, or null. */
  readonly first: () => ActivityWarning | null;
  readonly warnings: () => readonly ActivityWarning[];
}

/** A new, empty collector. */
export function activityFaults(): ActivityFaults {
  const groups = new Map<string, Group>();
  const remarks: ActivityWarning[] = [];
  let count = 0;
  const warnings = () => [...groups.values()].map((group) => ({ ...group, row: group.rows[0] ?? null }));
  return {
    get count() {
      return count;
    },
    refuse(code, { file, row = null, column = null }, message) {
      count += 1;
      const key = JSON.stringify([file, code, column]);
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { code, message, file, column, rows: [], count: 0 }));
      group.count += 1;
      if (row !== null && group.rows.length < placesKept) group.rows.push(row);
    },
    remark(code, howMany, message) {
      if (howMany > 0) remarks.push({ code, message, file: null, row: null, column: null, count: howMany, rows: [] });
    },
    first: () => warnings()[0] ?? null,
    warnings: () => [...warnings(), ...remarks],
  };
}
