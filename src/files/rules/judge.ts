// Whether a file's content is what its use takes, judged from the bytes while they arrive and never from its name or label.
import type { FileUse } from './uses.ts';
import { registryJudge } from './registry-judge.ts';
import { csvJudge, jsonJudge } from './text-judges.ts';
import { imageJudge } from './image-judge.ts';
import { pdfJudge } from './pdf-judge.ts';

/** Why a content is not taken. Texts keep the codes of the readers that would refuse them later. */
export interface ContentRefusal {
  readonly code: 'not-json' | 'not-text' | 'not-utf8' | 'wrong-content';
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Sees every piece once. `take` and `end` answer a refusal as soon as one is certain. */
export interface Judge {
  take(piece: Uint8Array): ContentRefusal | null;
  /** At the end: a refusal, or what the content is. */
  end(): ContentRefusal | { readonly contentType: string };
}

/** A judge for one file of this use; `name` and the declared type only serve to name the fault. */
export function judgeOf(use: FileUse, name: string, declaredType: string): Judge {
  if (use === 'protocol') return jsonJudge();
  if (use === 'dataset') return csvJudge(name);
  if (use === 'registry') return registryJudge(name);
  if (use === 'document') return pdfJudge();
  return imageJudge(declaredType);
}
