// Every command of the command line, and how one runs on an opened installation.
import { forecastBacktestCommand, forecastEnrolmentCommand } from '#forecasting';
import { funnelCommand, importSdtmCommand, visitWindowsCommand } from '#interop';
import { marketActivityCommand, marketImportCommand, marketOutlookCommand } from '#market';
import { kriCommand } from '#monitoring';
import { type Command, CommandFailure } from '#platform';
import { auditDeclareRestoreCommand } from './commands/audit-declare-restore.ts';
import { auditVerifyCommand } from './commands/audit-verify.ts';
import { exportUsdmCommand } from './commands/export-usdm.ts';
import { importUsdmCommand } from './commands/import-usdm.ts';
import { protocolCommand } from './commands/protocol.ts';
import type { Installation } from './installation.ts';
import { type OperatorRun, operatorRun } from './operator.ts';

/** What a command on the database works with. */
export interface CommandContext {
  readonly installation: Installation;
  /** Runs an action of a room as the local operator. */
  readonly act: OperatorRun;
}

/** A command whose input and output differ; the registry only needs their names. */
// oxlint-disable-next-line no-explicit-any -- inputs and outputs are each command's own business
export type AnyCommand = Command<CommandContext, any, any>;

/** Everything that runs to an end; `start` and `demo` serve and stand beside them. */
export const commands: readonly AnyCommand[] = [
  protocolCommand,
  kriCommand,
  importUsdmCommand,
  exportUsdmCommand,
  importSdtmCommand,
  visitWindowsCommand,
  funnelCommand,
  forecastEnrolmentCommand,
  forecastBacktestCommand,
  marketActivityCommand,
  marketImportCommand,
  marketOutlookCommand,
  auditVerifyCommand,
  auditDeclareRestoreCommand,
];

/** A command's prepared input, and the files that were sent before it. */
export interface CommandRequest {
  readonly input: unknown;
  readonly fileIds: readonly string[];
}

/** Runs a database command by name for an operating-system user. */
export async function runDatabaseCommand(
  installation: Installation,
  name: string,
  request: CommandRequest,
  osUser: string,
): Promise<unknown> {
  const command = commands.find((candidate) => candidate.name === name && candidate.needs === 'database');
  if (!command) throw new CommandFailure('unknown-command', `There is no command ${name}`);
  return command.run({ installation, act: await operatorRun(installation, osUser) }, request.input, request.fileIds);
}
