// Files of a registry as the commands take them: found, read whatever their size, and counted, with the progress on stderr.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { z } from 'zod';
import { CommandFailure, fileFailure } from '#platform';
import { registryPieceBytes, registryPieces } from '../actions/registry-bytes.ts';
import { activityView } from '../contract/activity-view.ts';
import { readRegistry } from '../formats/registry/index.ts';
import { type ActivityFaults, type ActivityWarning, activityCount, activityFaults } from '../rules.ts';

/** A file that is there. */
export interface RegistryFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Files to count together; with `isStrict` the first fault ends it. */
export interface RegistryFiles {
  readonly files: readonly RegistryFile[];
  readonly isStrict: boolean;
}

export type CountedFiles = z.infer<typeof activityView>;

const tellEveryMs = 2_000;

/** The file at a path. @throws {CommandFailure} `no-such-file`, `not-a-file`. */
export async function registryFile(cwd: string, path: string): Promise<RegistryFile> {
  const full = resolve(cwd, path);
  const found = await stat(full).catch(() => null);
  if (!found) throw new CommandFailure('no-such-file', `There is no file ${full}`);
  if (!found.isFile()) throw new CommandFailure('not-a-file', `${full} is not a file`);
  return { path: full, name: basename(full), bytes: found.size };
}

/** Tells on stderr how far a long reading is, every two seconds. */
export function progress(files: readonly RegistryFile[]) {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let [read, toldAt] = [0, performance.now()];
  return (name: string, bytes: number, studies: number) => {
    read += bytes;
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    process.stderr.write(`${name}: ${Math.floor((100 * read) / total)} % of all bytes, ${studies} studies\n`);
  };
}

function failureOf({ code, message, file, row, column }: ActivityWarning, faults: ActivityFaults): CommandFailure {
  return fileFailure(file ?? '', {
    ok: false,
    refusal: code,
    detail: { message, file, row, column, faults: faults.warnings(), faultCount: faults.count },
  });
}

/** What the files hold together. @throws {CommandFailure} the first fault, where nothing could be read or with `isStrict`. */
export async function countFiles({ files, isStrict }: RegistryFiles): Promise<CountedFiles> {
  const faults = activityFaults();
  const count = activityCount();
  const tell = progress(files);
  for (const { path, name } of files) {
    const bytes = async function* () {
      for await (const piece of createReadStream(path, { highWaterMark: registryPieceBytes })) {
        tell(name, (piece as Uint8Array).length, count.studies());
        yield piece as Uint8Array;
      }
    };
    await readRegistry(name, registryPieces(bytes()), { count, faults });
  }
  const first = faults.first();
  if (first && (isStrict || count.studies() === 0)) throw failureOf(first, faults);
  const result = count.result(faults);
  return activityView.parse({ ...result, warnings: faults.warnings() });
}
