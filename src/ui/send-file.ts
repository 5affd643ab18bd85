// Sending a file as it is: streamed by the browser from the disk, with problems as the same typed errors as every other call.
import { newId } from '#lib';
import { decodeProblem } from './api.ts';

/** What to send. */
export interface FileToSend {
  /** Below `/api`: "/files/protocol". */
  readonly path: string;
  readonly file: File;
  /** What the route takes; browsers guess types from names. */
  readonly type: string;
}

/** What the API says of every file that it took. */
export interface SentFile {
  readonly id: string;
  readonly name: string;
}

/** Sends a file and answers its record. Throws the API's problem, or the network's own error when no answer came. */
export async function sendFile({ path, file, type }: FileToSend): Promise<SentFile> {
  const response = await fetch(`/api${path}?${new URLSearchParams({ name: file.name }).toString()}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': type, 'idempotency-key': newId() },
    body: file,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw decodeProblem(answer, response.status) ?? new Error(`the file was answered ${response.status}`);
  return answer as SentFile;
}
