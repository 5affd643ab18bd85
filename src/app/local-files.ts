// Files that a command sends before it runs: streamed to the serving program of the same home, or straight into an opened installation.
import { createReadStream } from 'node:fs';
import { type Arriving, type FileUse, dropRefused, fileUses, keepFile, takeIn } from '#files';
import { CommandFailure, bodyPieces, uploadTimes } from '#platform';
import type { Installation } from './installation.ts';
import { operatorRun } from './operator.ts';

/** Keeps a file for the operating-system user, in the name of the local operator; answers its record. */
async function keepAsOperator(installation: Installation, arriving: Arriving, osUser: string): Promise<{ readonly id: string }> {
  const arrived = await takeIn(installation.files, arriving);
  const { database, files, clock } = installation;
  try {
    const act = await operatorRun(installation, osUser);
    return await act(`files.add-${arriving.use}`, (transaction) => keepFile(transaction, arrived));
  } catch (error) {
    await dropRefused({ database, files, now: () => clock.now() }, arrived).catch(() => undefined);
    throw error;
  }
}

/** A file that came to the operator's door. The command had looked at its size; the stream is counted all the same. */
export function keepSentFile(installation: Installation, request: Request, use: string, osUser: string): Promise<{ readonly id: string }> {
  if (!isUse(use)) throw new CommandFailure('unknown-use', 'Files are sent as a protocol, a dataset or a registry’s file');
  const name = new URL(request.url).searchParams.get('name') ?? '';
  const limits = { ...uploadTimes, maxBytes: fileUses[use].maxBytes };
  return keepAsOperator(installation, { use, name, declaredType: typeOf(use), content: bodyPieces(request, limits) }, osUser);
}

/** A file on this disk, for a command that runs in its own process. */
export function keepLocalFile(
  installation: Installation,
  file: { readonly use: FileUse; readonly name: string; readonly path: string },
  osUser: string,
): Promise<{ readonly id: string }> {
  const { use, name, path } = file;
  return keepAsOperator(installation, { use, name, declaredType: typeOf(use), content: createReadStream(path) }, osUser);
}

function typeOf(use: FileUse): string {
  return fileUses[use].sends[0] ?? '';
}

function isUse(text: string): text is FileUse {
  return text === 'protocol' || text === 'dataset' || text === 'registry';
}
