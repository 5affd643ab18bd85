// siteward audit declare-restore: an older state was put in place on purpose, and the verification is told why.
import { z } from 'zod';
import { declareRestore } from '#audit';
import { type Command, CommandFailure, Refusal, UsageError } from '#platform';
import type { CommandContext } from '../commands.ts';
import { anchorFile, signRestore } from '../duties.ts';

const output = z.object({ lostAnchors: z.number(), backToLink: z.string() });
type Output = z.infer<typeof output>;
const usage = 'siteward audit declare-restore --reason TEXT [--json]';

const inWords: Readonly<Record<string, string>> = {
  'nothing-to-declare': 'Every signed head is still in the chain: nothing was lost, and there is no restore to declare.',
  'anchor-file-damaged':
    'The file of anchors holds a line that is no anchor: run siteward audit verify, and put its sound part in place first.',
};

export const auditDeclareRestoreCommand: Command<CommandContext, { readonly reason: string }, Output> = {
  name: 'audit declare-restore',
  summary: 'Say that an older backup was restored, and why, so that the trail tells it from tampering',
  usage,
  example: 'siteward audit declare-restore --reason "disk failed on 12 April, backup of 11 April put in place"',
  options: { reason: { type: 'string' } },
  needs: 'database',
  output,
  prepare: async ({ flags }) => {
    const reason = typeof flags['reason'] === 'string' ? flags['reason'].trim() : '';
    if (reason.length < 3) throw new UsageError(`audit declare-restore: --reason is missing. Usage: ${usage}`);
    return { reason };
  },
  run: async ({ installation, act }, { reason }) => {
    try {
      const declared = await act('audit.declare-restore', (one) => declareRestore(one, anchorFile(installation), reason));
      await signRestore(installation);
      return { lostAnchors: declared.lostAnchors, backToLink: declared.backToLink.toString() };
    } catch (error) {
      const said = error instanceof Refusal ? inWords[error.code] : undefined;
      throw said === undefined ? error : new CommandFailure((error as Refusal).code, said);
    }
  },
  present: ({ lostAnchors, backToLink }) =>
    `The restore is declared: ${lostAnchors} signed heads speak of what was lost after link ${backToLink}. Run siteward audit verify.`,
};
