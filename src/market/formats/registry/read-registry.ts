// A registry's file, JSON or table, piece by piece into the count: what is sound is counted, what is not is told by file and line.
import { type CsvRefusal, type FaultSink, streamCsv } from '#lib/csv';
import type { ActivityCount } from '../../rules/activity.ts';
import type { ActivityFaults } from '../../rules/activity-faults.ts';
import { type StudyFault, type TellFault, studyOfApi } from './api-study.ts';
import { jsonReader } from './json-values.ts';
import { type RegistryTable, idOfRow, studyOfRow, tableOf } from './registry-table.ts';

type Pieces = AsyncIterable<Uint8Array>;

/** What a file was read as. */
export type RegistryForm = 'api-v2' | 'table';

/** What a file's records go into. */
export interface RegistrySink {
  readonly count: ActivityCount;
  readonly faults: ActivityFaults;
}

/** Thrown by pieces that end before their file does. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

const messages: Readonly<Record<StudyFault, string>> = {
  'no-study': 'There is no study of the ClinicalTrials.gov API v2 here.',
  'no-id': 'The record has no NCT id; it is left out.',
  'bad-date': 'What stands here is no date; it is left out.',
};

/** The line that was reached. */
interface Reached {
  row: number;
}

function teller(file: string, faults: ActivityFaults, reached: Reached): TellFault {
  return (code, column) => faults.refuse(code, { file, row: reached.row, column }, messages[code]);
}

async function readJson(file: string, pieces: Pieces, { count, faults }: RegistrySink, reached: Reached): Promise<void> {
  const tell = teller(file, faults, reached);
  let isNothing = true;
  const reader = jsonReader({
    value(value, at) {
      isNothing = false;
      reached.row = at;
      const version = studyOfApi(value, tell);
      if (version) count.study(version);
    },
    broken(at, message) {
      isNothing = false;
      faults.refuse('broken-json', { file, row: at }, message);
    },
  });
  for await (const piece of pieces) reader.push(piece);
  reader.end();
  if (isNothing) faults.refuse('no-study', { file }, 'There is no study in the file.');
}

async function readTable(file: string, pieces: Pieces, { count, faults }: RegistrySink, reached: Reached): Promise<void> {
  let table: RegistryTable | null = null;
  const tell = teller(file, faults, reached);
  const columns = (header: readonly string[], at: number) => {
    table = tableOf(header, file);
    const message =
      'The file is no JSON, and its header is none of a table of studies, facilities or conditions with an NCT id; it is left out.';
    if (!table) faults.refuse('unknown-table', { file, row: at }, message);
    return table?.columns ?? null;
  };
  const told: FaultSink<CsvRefusal> = faults;
  const before = faults.count;
  for await (const rows of streamCsv(file, pieces, { columns, faults: told })) {
    const known = table as RegistryTable | null;
    if (!known) return;
    for (const one of rows) {
      reached.row = one.row;
      if (known.kind === 'studies') {
        const version = studyOfRow(known, one, tell);
        if (version) count.study(version);
      } else {
        const nct = idOfRow(known, one, tell);
        if (nct === null) continue;
        if (known.kind === 'facilities') count.facility(nct, known.cell(one, 'country'));
        else count.condition(nct, known.cell(one, 'conditions') || known.cell(one, 'name'));
      }
    }
  }
  if (reached.row === 0 && faults.count === before) faults.refuse('no-rows', { file }, 'There is no row under the header.');
}

const archive = 'The file is a ZIP archive: unpack it, and give the tables of studies, facilities and conditions that are in it.';
const byteOrderMark = [0xef, 0xbb, 0xbf];
const isMark = (bytes: Uint8Array) => byteOrderMark.every((byte, at) => bytes[at] === byte);

const isArchive = (bytes: Uint8Array | undefined) => Buffer.from(bytes?.subarray(0, 4) ?? []).toString('latin1') === 'PK\u0003\u0004';

/** Looks at the first byte that is not blank, and hands all pieces on from their beginning, without a byte order mark. */
async function firstByteOf(pieces: Pieces): Promise<{ readonly first: number | null; readonly isArchive: boolean; readonly all: Pieces }> {
  const walk = pieces[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let first: number | null = null;
  while (first === null && seen.length < 1_000) {
    const { value, done } = await walk.next();
    if (done) break;
    const piece = seen.length === 0 && isMark(value) ? value.subarray(byteOrderMark.length) : value;
    seen.push(piece);
    first = piece.find((byte) => byte > 32) ?? null;
  }
  const packed = isArchive(seen[0]);
  const all = {
    async *[Symbol.asyncIterator]() {
      try {
        yield* seen.splice(0);
        for (let next = await walk.next(); !next.done; next = await walk.next()) yield next.value;
      } finally {
        await walk.return?.();
      }
    },
  };
  return { first, isArchive: packed, all };
}

/**
 * Reads one file of a registry into the count: JSON of the ClinicalTrials.gov API v2 (a study, an array, a page with `studies`, one a line), or a table of
 * studies, facilities or conditions. Nothing larger than one study is held. A file that is cut off counts as far as it goes, and is told.
 */
export async function readRegistry(file: string, pieces: Pieces, sink: RegistrySink): Promise<RegistryForm | null> {
  sink.count.file(file);
  const reached: Reached = { row: 0 };
  let form: RegistryForm | null = null;
  try {
    const { first, isArchive: isPacked, all } = await firstByteOf(pieces);
    if (isPacked) sink.faults.refuse('archive', { file }, archive);
    else if (first === null) sink.faults.refuse('empty-file', { file }, 'The file is empty.');
    else if (first === 0x7b || first === 0x5b || /\.(ndjson|jsonl|json)(\.gz)?$/i.test(file)) {
      form = 'api-v2';
      await readJson(file, all, sink, reached);
    } else {
      form = 'table';
      await readTable(file, all, sink, reached);
    }
  } catch (error) {
    if (!(error instanceof CutOffError)) throw error;
    const message =
      reached.row === 0
        ? 'The compressed file ends or breaks before its first record.'
        : 'The compressed file ends or breaks after this line, before its end; what came before is counted.';
    sink.faults.refuse('cut-off', { file, row: reached.row || null }, message);
  }
  return form;
}
