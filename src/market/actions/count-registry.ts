// Files of a registry counted for an outlook: their site-years, what is worth knowing of the count, and the digest by which they are known.
import { createHash } from 'node:crypto';
import { sha256Hex } from '#platform';
import { readRegistry } from '../formats/registry/index.ts';
import { type Activity, type ActivityRow, type ActivityWarning, activityCount, activityFaults, keptActivity } from '../rules.ts';
import { areaTerms } from '../rules/area-terms.ts';
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
  readonly counts: Readonly<Record<string, number>>;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly cells: readonly ActivityRow[];
}

/** The version of how areas are read: the digest of the table of terms. */
export const classifierVersion = sha256Hex(JSON.stringify(areaTerms)).slice(0, 16);

const LONGEST_NAME = 400;

/** Counts files; answers the first fault where they hold no study at all. */
export async function countRegistry(files: readonly RegistryFile[]): Promise<CountedRegistry | ActivityWarning> {
  const faults = activityFaults();
  const count = activityCount();
  const digests: string[] = [];
  for (const { name, bytes } of files) {
    const hash = createHash('sha256');
    await readRegistry(name, registryPieces(hashed(bytes, hash)), { count, faults });
    digests.push(hash.digest('hex'));
  }
  const first = faults.first();
  if (count.studies() === 0 && first) return first;
  const result = count.result(faults);
  return {
    fileName: files
      .map(({ name }) => name)
      .join(', ')
      .slice(0, LONGEST_NAME),
    fileSha256: digests.length === 1 && digests[0] ? digests[0] : sha256Hex(digests.toSorted().join('\n')),
    counts: countsOf(result),
    warnings: faults.warnings().map(({ code, message, file, row, count: times }) => {
      const place = file === null ? '' : `${file}${row === null ? '' : `, row ${row}`}: `;
      return { code, message: `${place}${message}${times > 1 ? ` (${times} times)` : ''}` };
    }),
    cells: keptActivity(result.siteYears),
  };
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: { update: (piece: Uint8Array) => unknown }): AsyncIterable<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

function countsOf({ studies, duplicates, facilityRows, studiesWithoutLocations, countries, noStartDate, unknownCountries }: Activity) {
  const facilitiesOfUnknownCountries = unknownCountries.reduce((sum, { facilities }) => sum + facilities, 0);
  return { studies, duplicates, facilityRows, studiesWithoutLocations, countries, noStartDate, facilitiesOfUnknownCountries };
}
