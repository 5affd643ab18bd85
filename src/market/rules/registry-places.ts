// Countries of studies' facilities, few bytes a study: lists that are alike are one, and rows of a table wait to be put with their studies in bulk.

/** Pairs of a country's number and its facilities, by country. */
export type Places = readonly number[];

/** The places of a study as a table of facilities has them; studies of one table with the same places share them. */
export interface TablePlaces {
  readonly file: number;
  readonly places: Places;
}

/** Facilities that come a row at a time, those of a study in any order and place. */
export interface FacilityTables {
  readonly add: (file: number, nct: number, country: number) => void;
  /** What was added up to now, by study: of several tables the last one counts. */
  readonly settled: () => ReadonlyMap<number, TablePlaces>;
  /** How often a table took the place of another's facilities of a study. */
  readonly replaced: () => number;
}

const mostShared = 100_000;
const mostWaiting = 2 ** 20;
// Of a number's 53 bits, the digits of an NCT id take 27.
const countriesApart = 2 ** 26;

const counted = (counts: ReadonlyMap<number, number>): Places => [...counts].sort(([one], [other]) => one - other).flat();

function addPlaces(counts: Map<number, number>, places: Places): void {
  for (let at = 0; at < places.length; at += 2) {
    const country = places[at] ?? 0;
    counts.set(country, (counts.get(country) ?? 0) + (places[at + 1] ?? 0));
  }
}

/** Makes what is known by a key once, as long as there are not too many. */
function shared<T>() {
  const known = new Map<string, T>();
  return (key: string, made: T): T => {
    const found = known.get(key);
    if (found) return found;
    if (known.size < mostShared) known.set(key, made);
    return made;
  };
}

/** The places of these countries' numbers, a number for each facility. */
export function placesOfNumbers(): (countries: readonly number[]) => Places {
  const share = shared<Places>();
  return (countries) => {
    const counts = new Map<number, number>();
    for (const country of countries) counts.set(country, (counts.get(country) ?? 0) + 1);
    const places = counted(counts);
    return share(places.join(), places);
  };
}

/** Tables of facilities, all empty. */
export function facilityTables(): FacilityTables {
  const share = shared<TablePlaces>();
  const held = new Map<number, TablePlaces>();
  let waiting: Float64Array | null = null;
  let [file, rows, replaced] = [-1, 0, 0];

  function put(nct: number, counts: Map<number, number>): void {
    const known = held.get(nct);
    if (known && known.file !== file) replaced += 1;
    if (known?.file === file) addPlaces(counts, known.places);
    const places = counted(counts);
    held.set(nct, share(`${file}:${places.join()}`, { file, places }));
  }

  function settle(): void {
    if (!waiting) return;
    const sorted = waiting.subarray(0, rows).sort();
    rows = 0;
    for (let at = 0; at < sorted.length;) {
      const nct = Math.floor((sorted[at] ?? 0) / countriesApart);
      const counts = new Map<number, number>();
      for (let row = sorted[at]; row !== undefined && Math.floor(row / countriesApart) === nct; row = sorted[at]) {
        const country = row % countriesApart;
        counts.set(country, (counts.get(country) ?? 0) + 1);
        at += 1;
      }
      put(nct, counts);
    }
  }

  return {
    add(fromFile, nct, country) {
      if (fromFile !== file || rows === mostWaiting) settle();
      file = fromFile;
      waiting ??= new Float64Array(mostWaiting);
      waiting[rows] = nct * countriesApart + country;
      rows += 1;
    },
    settled() {
      settle();
      return held;
    },
    replaced() {
      settle();
      return replaced;
    },
  };
}
