// `siteward market import`: counts files of a registry on the caller's side, of any size, and keeps the count for outlooks.
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { Act } from '#access';
import { type Command, UsageError, fileFailure } from '#platform';
import { keepActivity } from '../actions/activity.ts';
import { type CountedRegistry, countRegistry } from '../actions/count-registry.ts';
import { registryPieceBytes } from '../actions/registry-bytes.ts';
import { type RegistryFile, progress, registryFile } from './registry-files.ts';

/** What a command on the database works with: it runs an action as the local operator. */
interface OnDatabase {
  readonly act: <T>(action: string, work: (act: Act) => Promise<T>) => Promise<T>;
}

const keptView = z.object({ importId: z.uuid(), isNew: z.boolean(), studies: z.int(), cells: z.int(), faults: z.int() });

async function counted(given: readonly RegistryFile[], isStrict: boolean): Promise<CountedRegistry> {
  const files = given.map(({ name, path }) => ({
    name,
    bytes: createReadStream(path, { highWaterMark: registryPieceBytes }) as AsyncIterable<Uint8Array>,
  }));
  const answer = await countRegistry(files, { isStrict, watch: progress(given) });
  if ('code' in answer) throw fileFailure(answer.file ?? '', { ok: false, refusal: answer.code, detail: { ...answer } });
  return answer;
}

export const marketImportCommand: Command<OnDatabase, CountedRegistry, z.infer<typeof keptView>> = {
  name: 'market import',
  summary: 'Count trial activity in files of a registry and keep it for outlooks of the market; the same files are kept once',
  usage: 'siteward market import FILE... [--strict] [--json]',
  example: 'siteward market import studies.ndjson.gz',
  options: { strict: { type: 'boolean' } },
  needs: 'database',
  output: keptView,
  prepare: async ({ positionals, flags, cwd }) => {
    if (positionals.length === 0) throw new UsageError('market import takes one FILE or several');
    return counted(await Promise.all(positionals.map((path) => registryFile(cwd, path))), flags['strict'] === true);
  },
  run: ({ act }, input) => act('market.import-activity', (own) => keepActivity(own, input)),
  present: ({ isNew, studies, cells, faults }) =>
    isNew
      ? `${studies} studies are counted in ${cells} cells, and kept; ${faults} faults.`
      : `These files were counted before: ${studies} studies, ${cells} cells.`,
};
