// Importing datasets that were sent before, by their ids.
import type { Act } from '#access';
import { fileFor } from '#files';
import type { GivenFile } from '#lib/csv';
import { type SdtmImportInput, importSdtm } from './import-sdtm.ts';

/** Datasets that were sent, and where they go. */
export interface SentDatasets extends Pick<SdtmImportInput, 'studyCode' | 'timeZone'> {
  readonly fileIds: readonly string[];
  readonly step?: NonNullable<SdtmImportInput['step']>;
}

/** Imports them in one transaction; refuses what the reader refuses, and `gone` when one is no longer there. */
export async function importSentDatasets(act: Act, { fileIds, ...rest }: SentDatasets): ReturnType<typeof importSdtm> {
  const files: GivenFile[] = [];
  for (const fileId of fileIds) {
    const { name, bytes } = await fileFor(act, 'dataset', fileId);
    files.push({ name, bytes });
  }
  return importSdtm(act, { files, anchor: 'first-dose', ...rest });
}
