// siteward export usdm: takes a study's schedule out as a digital protocol file.
import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { type Command, CommandFailure, Refusal, UsageError } from '#platform';
import { exportUsdm, studyByCode } from '#studies';
import type { CommandContext } from '../commands.ts';

const output = z.object({
  study: z.object({ code: z.string(), name: z.string() }),
  schedule: z.number().int().describe('number of the schedule version'),
  fileName: z.string(),
  fileSha256: z.string(),
  writtenTo: z.string().nullable().describe('null: the protocol stands in `text`'),
  text: z.string().nullable().describe('the USDM JSON file; null where it was written to a file'),
});

interface Input {
  readonly code: string;
  readonly version: number | null;
  readonly path: string | null;
}

export const exportUsdmCommand: Command<CommandContext, Input, z.infer<typeof output>> = {
  name: 'export usdm',
  summary: 'Take a schedule out as a digital protocol (USDM 4.0 JSON); the released version unless told',
  usage: 'siteward export usdm --study CODE [--version N] [-o FILE] [--json]',
  example: 'siteward export usdm --study LZZT -o lzzt.usdm.json',
  options: { study: { type: 'string' }, version: { type: 'string' }, output: { type: 'string', short: 'o' } },
  needs: 'database',
  output,
  prepare: async ({ positionals, flags, cwd }) => {
    const { study, version, output: file } = flags;
    if (positionals.length > 0 || typeof study !== 'string' || study === '') throw new UsageError('export usdm takes --study CODE');
    if (version !== undefined && !/^[1-9]\d{0,8}$/.test(String(version)))
      throw new UsageError('--version is the number of a schedule version');
    return {
      code: study,
      version: version === undefined ? null : Number(version),
      path: typeof file === 'string' && file !== '' ? resolve(cwd, file) : null,
    };
  },
  run: (context, { code, version }) =>
    context.act('studies.export-usdm', async (act) => {
      const study = await studyByCode(act, code);
      if (!study) throw new CommandFailure('no-such-study', `There is no study ${code}`, { study: code });
      const exported = await exportUsdm(act, study.id, version ?? undefined).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'not-found') throw error;
        throw new CommandFailure('no-such-schedule', `${code} has no schedule${version === null ? '' : ` version ${version}`}`, {
          study: code,
        });
      });
      return { ...exported, writtenTo: null };
    }),
  keep: async (exported, { path }) => {
    if (path === null || exported.text === null) return exported;
    await writeFile(path, exported.text).catch((error: NodeJS.ErrnoException) => {
      throw new CommandFailure('not-written', `${path} could not be written: ${error.code ?? 'unknown fault'}`, { path });
    });
    return { ...exported, writtenTo: path, text: null };
  },
  present: ({ study, schedule, writtenTo, text }) =>
    text?.trimEnd() ?? `${study.code}, schedule version ${schedule}, is in ${basename(writtenTo ?? '')}`,
};
