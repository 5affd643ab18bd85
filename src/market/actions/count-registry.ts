// Files of a registry counted for an outlook: their site-years, what is worth knowing of the count, and the digest by which they are known.
import { createHash } from 'node:crypto';
import { sha256Hex } from '#platform';
import { readRegistry } from '../formats/registry/index.ts';
import {
  type Activity,
  type ActivityRow,
  type ActivityWarning,
  type ToldActivity,
  activityCount,
  activityFaults,
  keepable,
  keepableWarnings,
  keptActivity,
  toldActivity,
} from '../rules.ts';
import { registryPieces } from './registry-bytes.ts';

/** A file by its name and bytes. */
export interface RegistryFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What is kept of files together. */
export interface CountedRegistry {
  readonly fileName: string;
  readonly fileSha256: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** As `api-v2`, `table`, or both. */
  readonly format: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly warnings: readonly ActivityWarning[];
  readonly told: ToldActivity;
  readonly cells: readonly ActivityRow[];
}

/** Why nothing was counted: the first fault, and all that there were. */
export interface RegistryRefused extends ActivityWarning {
  readonly faults: readonly ActivityWarning[];
  readonly faultCount: number;
}

const LONGEST_NAME = 400;

/** How files are counted. */
export interface CountingSettings {
  /** Whether one fault is too many. */
  readonly isStrict?: boolean;
  /** Told of every piece with its bytes as they lie packed and the studies so far; may throw to stop. */
  readonly watch?: (file: string, bytes: number, studies: number) => Promise<void> | void;
}

/** Counts files piece by piece; answers the first fault where they hold no study at all, or where one is too many. */
export async function countRegistry(
  files: readonly RegistryFile[],
  { isStrict = false, watch }: CountingSettings = {},
): Promise<CountedRegistry | RegistryRefused> {
  const faults = activityFaults();
  const count = activityCount();
  const digests: string[] = [];
  const forms = new Set<string>();
  for (const { name, bytes } of files) {
    const hash = createHash('sha256');
    // What a reader leaves, as of a table of another shape, belongs to the digest all the same.
    const walk = bytes[Symbol.asyncIterator]();
    const seen = async function* () {
      for (let next = await walk.next(); !next.done; next = await walk.next()) {
        hash.update(next.value);
        yield next.value;
        await watch?.(name, next.value.length, count.studies());
      }
    };
    try {
      forms.add((await readRegistry(name, registryPieces(seen()), { count, faults })) ?? 'none');
      for (let next = await walk.next(); !next.done; next = await walk.next()) hash.update(next.value);
    } finally {
      await walk.return?.();
    }
    digests.push(hash.digest('hex'));
  }
  const first = faults.first();
  if (first && (isStrict || count.studies() === 0)) return { ...first, faults: faults.warnings(), faultCount: faults.count };
  const result = count.result(faults);
  return {
    fileName: files
      .map(({ name }) => name)
      .join(', ')
      .slice(0, LONGEST_NAME),
    files: files.map(({ name }, at) => ({ name: keepable(name, LONGEST_NAME), sha256: digests[at] ?? '' })),
    fileSha256: digests.length === 1 && digests[0] ? digests[0] : sha256Hex(digests.toSorted().join('\n')),
    format: [...forms].toSorted().join(' and '),
    counts: { ...countsOf(result), faults: faults.count },
    warnings: keepableWarnings(faults.warnings()),
    told: toldActivity(result),
    cells: keptActivity(result.siteYears),
  };
}

function countsOf({
  studies,
  duplicates,
  facilityRows,
  studiesWithoutLocations,
  countries,
  noStartDate,
  unknownCountries,
  areaReadFrom,
}: Activity) {
  const facilitiesOfUnknownCountries = unknownCountries.reduce((sum, { facilities }) => sum + facilities, 0);
  const { conditions, mesh, title, nothing } = areaReadFrom;
  const areasReadFrom = { areasByConditions: conditions, areasByMesh: mesh, areasByTitle: title, areasByNothing: nothing };
  return {
    studies,
    duplicates,
    facilityRows,
    studiesWithoutLocations,
    countries,
    noStartDate,
    facilitiesOfUnknownCountries,
    ...areasReadFrom,
  };
}
