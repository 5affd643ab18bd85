// What a command of the command line is: words, help, where it runs, and how its answer is shown to people and machines.
import type { ParseArgsConfig } from 'node:util';
import type { z } from 'zod';

/** Thrown when a command was called wrongly (exit code 2); the message names the argument. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Thrown when a command could not do its work (exit code 1); the message names the place in words. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  /** For `--json`: the refusal's code and facts. */
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, detail: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** The words after the command's own, parsed. */
export interface CommandArguments {
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly cwd: string;
}

/** A file on the caller's disk that a command sends before it runs. */
export interface FileToSend {
  /** What it is sent as. */
  readonly use: 'protocol' | 'dataset' | 'registry';
  readonly name: string;
  readonly path: string;
}

/**
 * A command. `prepare` reads files and checks arguments on the caller's side; `run` works on its answer, on the serving
 * program where one runs (`C` is what it works with), else in the caller's own process.
 */
export interface Command<C, I = unknown, O = unknown> {
  /** `import usdm`. */
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly example: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** `nothing`: works on files alone. `database`: works on an installation. */
  readonly needs: 'nothing' | 'database';
  readonly output: z.ZodType<O>;
  readonly prepare: (given: CommandArguments) => Promise<I>;
  /** Files that are streamed over before `run`, which gets the ids of what was kept, in the same order. */
  readonly sends?: (input: I) => readonly FileToSend[];
  readonly run: (context: C, input: I, fileIds: readonly string[]) => Promise<O>;
  /** What is done with the answer on the caller's side, as writing it to a file there. */
  readonly keep?: (output: O, input: I) => Promise<O>;
  /** The answer as text for people. */
  readonly present: (output: O) => string;
}

/** Lines of columns, padded; the first row is the head. */
export function table(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => String(cell ?? '-')));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
