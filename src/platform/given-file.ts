// Files that a command is given: read whole below a limit, and what is wrong with them told in one shape.
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Refused } from '#lib';
import type { FileFault, GivenFile } from '#lib/csv';
import { CommandFailure } from './command-line.ts';

/** What a reader's refusal says; the place is null where the fault is the file's own. */
type FileDetail = Partial<FileFault> & { readonly faults?: readonly FileFault[]; readonly faultCount?: number };

/**
 * The failure of a command over a refused file. `--json` tells the first fault as code, message, file, row and column, all that were
 * kept as `faults` and their true number as `faultCount`; the message names the place in words.
 */
export function fileFailure(name: string, { refusal: code, detail }: Refused<string>): CommandFailure {
  const { code: _, message = '', file = name, row = null, column = null, faults, faultCount, ...facts } = detail as FileDetail;
  const where = [file, ...(row === null ? [] : [`row ${row}`]), ...(column === null ? [] : [`column ${column}`])].join(', ');
  const kept = faults ?? [{ file, row, column, code, message }];
  return new CommandFailure(code, `${where}: ${message}`, {
    ...facts,
    file,
    row,
    column,
    faults: kept,
    faultCount: faultCount ?? kept.length,
  });
}

/** The file at a path, under its own name. @throws {CommandFailure} `no-such-file`, `not-a-file`, `file-too-large` (then it is not read). */
export async function givenFile(cwd: string, path: string, maxBytes: number): Promise<GivenFile> {
  const full = resolve(cwd, path);
  const name = basename(full);
  const fail = (refusal: string, message: string) => fileFailure(name, { ok: false, refusal, detail: { message } });
  const found = await stat(full).catch(() => null);
  if (!found) throw fail('no-such-file', `There is no file ${full}`);
  if (!found.isFile()) throw fail('not-a-file', `${full} is not a file`);
  if (found.size > maxBytes) throw fail('file-too-large', `${full} is larger than ${Math.floor(maxBytes / 1_048_576)} MB`);
  return { name, bytes: await readFile(full) };
}
