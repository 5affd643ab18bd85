// The commands' own side: which files of a folder are read, and how wrong arguments are refused.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { funnelCommand, importSdtmCommand, sdtmFolder, visitWindowsCommand } from './commands.ts';

async function withFolder<T>(names: readonly string[], look: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'siteward-sdtm-'));
  try {
    for (const name of names) await writeFile(join(folder, name), `content of ${name}`);
    return await look(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('commands', () => {
  it('[REPORT-04] of a folder only the datasets are opened', async () => {
    await withFolder(['dm.csv', 'SV.CSV', 'nlx-301_ds.csv', 'suppdm.csv', 'cm.csv', 'notes.txt'], async (folder) => {
      expect((await sdtmFolder(folder)).map(({ name }) => name).sort()).toEqual(['SV.CSV', 'dm.csv', 'nlx-301_ds.csv']);
    });
    await withFolder(['notes.txt'], (folder) => expect(sdtmFolder(folder)).rejects.toMatchObject({ code: 'missing-file' }));
    await expect(sdtmFolder('/there/is/no/such/folder')).rejects.toMatchObject({ code: 'no-such-folder' });
  });

  it('[REPORT-04] arguments that are missing or wrong are named', async () => {
    const given = (positionals: string[], flags: Record<string, string>) => ({ positionals, flags, cwd: tmpdir() });
    await expect(importSdtmCommand.prepare(given([], { study: 'A' }))).rejects.toThrow('FOLDER');
    await expect(importSdtmCommand.prepare(given(['x'], {}))).rejects.toThrow('--study');
    await expect(visitWindowsCommand.prepare(given([], { study: 'A', 'first-day': '2' }))).rejects.toThrow('--first-day');
    await expect(funnelCommand.prepare(given([], {}))).rejects.toThrow('--study');
    expect(await visitWindowsCommand.prepare(given([], { study: 'A', 'first-day': '1' }))).toEqual({ studyCode: 'A', firstDay: 1 });
  });

  it('[REPORT-02] what people read says the same as --json', () => {
    const sites = [{ site: '101', screened: 5, screenFailure: 1, treated: 4, completed: 2, discontinued: 1 }];
    expect(funnelCommand.present({ sites })).toContain('101   5         1               4        2          1');
  });
});
