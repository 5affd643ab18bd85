// `siteward market import`: counts files of a registry on the caller's side, of any size, and keeps the count for outlooks.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import type { Act } from '#access';
import { type Command, CommandFailure, UsageError } from '#platform';
import { keepActivity } from '../actions/activity.ts';
import { type CountedRegistry, countRegistry } from '../actions/count-registry.ts';

/** What a command on the database works with: it runs an action as the local operator. */
interface OnDatabase {
  readonly act: <T>(action: string, work: (act: Act) => Promise<T>) => Promise<T>;
}

const keptView = z.object({ importId: z.uuid(), isNew: z.boolean(), studies: z.int(), cells: z.int() });

const PIECE = 1 << 18;

async function counted(paths: readonly string[]): Promise<CountedRegistry> {
  const files = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) throw new CommandFailure('no-such-file', `There is no file ${path}`);
    files.push({ name: basename(path), bytes: createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Uint8Array> });
  }
  const answer = await countRegistry(files);
  if ('code' in answer) throw new CommandFailure(answer.code, `${answer.file ?? ''}: ${answer.message}`, { ...answer });
  return answer;
}

export const marketImportCommand: Command<OnDatabase, CountedRegistry, z.infer<typeof keptView>> = {
  name: 'market import',
  summary: 'Count trial activity in files of a registry and keep it for outlooks of the market; the same files are kept once',
  usage: 'siteward market import FILE... [--json]',
  example: 'siteward market import studies.ndjson.gz',
  options: {},
  needs: 'database',
  output: keptView,
  prepare: async ({ positionals, cwd }) => {
    if (positionals.length === 0) throw new UsageError('market import takes one FILE or several');
    return counted(positionals.map((path) => resolve(cwd, path)));
  },
  run: ({ act }, input) => act('market.import-activity', (own) => keepActivity(own, input)),
  present: ({ isNew, studies, cells }) =>
    isNew
      ? `${studies} studies are counted in ${cells} cells, and kept.`
      : `These files were counted before: ${studies} studies, ${cells} cells.`,
};
