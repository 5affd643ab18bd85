// siteward audit verify: is the trail whole, do its anchors hold, and is every record's last image the live row?
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { z } from 'zod';
import { type TrailReport, verifyTrail } from '#audit';
import { type Command, CommandFailure } from '#platform';
import { type SignatureProblem, verifySignatures } from '#signatures';
import type { CommandContext } from '../commands.ts';
import { anchorFile } from '../duties.ts';

const problem = z.object({ kind: z.string(), message: z.string() }).catchall(z.unknown());
const output = z.object({
  ok: z.boolean(),
  entries: z.number(),
  links: z.number(),
  anchors: z.number(),
  outside: z.number(),
  signatures: z.number(),
  explained: z.array(z.string()),
  problems: z.array(problem),
});

/** What was found in the trail and under the signatures. */
interface Report extends Omit<TrailReport, 'problems'> {
  readonly signatures: number;
  readonly problems: readonly (TrailReport['problems'][number] | SignatureProblem)[];
}

export const auditVerifyCommand: Command<CommandContext, Record<never, never>, Report> = {
  name: 'audit verify',
  summary:
    'Check the trail and the signatures: chain, anchors, every record against its last image, every signature against what was signed',
  usage: 'siteward audit verify [--json]',
  example: 'siteward audit verify --json',
  options: {},
  needs: 'database',
  output: output as unknown as z.ZodType<Report>,
  prepare: async () => ({}),
  run: async ({ installation }) => {
    const client = new pg.Client(installation.connectionOf('siteward_backup'));
    await client.connect();
    try {
      const anchors = await readFile(anchorFile(installation), 'utf8').catch(() => '');
      const trail = await verifyTrail({ client, anchors, publicKey: installation.secrets.anchorKey, now: installation.clock.now() });
      const { signatures, problems } = await verifySignatures(client);
      const report = { ...trail, signatures, ok: trail.ok && problems.length === 0, problems: [...trail.problems, ...problems] };
      if (!report.ok) throw new CommandFailure('trail-broken', said(report), { ...report });
      return report;
    } finally {
      await client.end();
    }
  },
  present: (report) =>
    [
      `The trail is whole: ${report.entries} entries in ${report.links} links, ${report.anchors} anchors hold, every record is as its history says, ${report.signatures} signatures hold.`,
      ...report.explained,
    ].join('\n'),
};

function said(report: Report): string {
  const more = report.problems.length > 20 ? [`and ${report.problems.length - 20} more`] : [];
  return ['The trail is broken:', ...report.problems.slice(0, 20).map((one) => `  ${one.message}`), ...more].join('\n');
}
