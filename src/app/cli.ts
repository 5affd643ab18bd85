// The command line: finds the command, runs it here or on the serving program, prints for people or machines, and ends with 0, 1 or 2.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  type Command,
  type Config,
  CommandFailure,
  ConfigError,
  type FileToSend,
  Refusal,
  UsageError,
  configOptions,
  createLog,
  homeKind,
  readConfig,
  systemClock,
} from '#platform';
import { type AnyCommand, commands, runDatabaseCommand } from './commands.ts';
import { signTrail } from './duties.ts';
import { openInstallation } from './installation.ts';
import { keepLocalFile } from './local-files.ts';
import { type RunningNote, readRunning } from './running.ts';
import { startProgram } from './start.ts';

/** What the program is called with. */
export interface Invocation {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly programFolder: string;
  readonly version: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const SERVING = ['start', 'demo'];

/** Runs one invocation and answers its exit code: 0 done, 1 failed, 2 wrong use. */
export async function runCommandLine(call: Invocation): Promise<number> {
  const json = call.words.includes('--json');
  try {
    const [first] = call.words;
    if (first === undefined || first === '--help' || first === 'help') return print(call, overview());
    if (first === '--version') return print(call, call.version);
    if (SERVING.includes(first) && call.words.includes('--help')) return print(call, overview(first));
    if (SERVING.includes(first)) return await startProgram(call, first === 'demo' ? 'demo' : 'real');
    const found = commands.find((command) => command.name.split(' ').every((word, index) => call.words[index] === word));
    if (!found && call.words.includes('--help') && lines().some(([name]) => isUnder(name, first))) return print(call, overview(first));
    if (!found) throw new UsageError(`There is no command "${first}"; siteward --help lists them`);
    return await runOne(call, found, json);
  } catch (error) {
    return explain(call, error, json);
  }
}

async function runOne(call: Invocation, command: AnyCommand, json: boolean): Promise<number> {
  const words = call.words.slice(command.name.split(' ').length);
  const given = parse(command, words);
  if (given.flags['help']) return print(call, help(command));
  if (given.flags['json-schema']) return print(call, JSON.stringify(z.toJSONSchema(command.output, { unrepresentable: 'any' }), null, 2));
  const input: unknown = await command.prepare({ ...given, cwd: call.cwd });
  const answer: unknown =
    command.needs === 'nothing'
      ? await command.run(undefined as never, input, [])
      : await onInstallation(call, command, input, given.flags);
  const output: unknown = command.keep ? await command.keep(answer, input) : answer;
  return print(call, json ? JSON.stringify(output, null, 2) : command.present(output));
}

function parse(
  command: AnyCommand,
  words: readonly string[],
): { positionals: string[]; flags: Record<string, string | boolean | undefined> } {
  const common = {
    json: { type: 'boolean' },
    help: { type: 'boolean' },
    'json-schema': { type: 'boolean' },
    home: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({
      args: withNegatives(words, command.options),
      options: { ...common, ...command.options },
      allowPositionals: true,
      strict: true,
    });
    return { positionals, flags: values as Record<string, string | boolean | undefined> };
  } catch (error) {
    throw new UsageError(`${command.name}: ${(error as Error).message.split('.')[0]}. Usage: ${command.usage}`);
  }
}

// `--thresholds -2,-1,2,3`: a value that begins with a minus and a digit belongs to the option before it, which parseArgs would doubt.
function withNegatives(words: readonly string[], options: AnyCommand['options']): string[] {
  return words.reduce<string[]>((joined, word) => {
    const before = joined.at(-1);
    const takesValue = before?.startsWith('--') && options[before.slice(2)]?.type === 'string';
    if (takesValue && /^-[\d.]/.test(word)) return [...joined.slice(0, -1), `${before}=${word}`];
    return [...joined, word];
  }, []);
}

/** On the serving program of this home, else in an installation opened for this command alone. */
async function onInstallation(
  call: Invocation,
  command: AnyCommand,
  input: unknown,
  flags: Record<string, string | boolean | undefined>,
): Promise<unknown> {
  const config = readConfig({ env: call.env, flags: typeof flags['home'] === 'string' ? ['--home', flags['home']] : [], cwd: call.cwd });
  const osUser = userInfo().username;
  const running = await readRunning(config.home);
  const files = command.sends?.(input) ?? [];
  if (running) return askRunning(running, { name: command.name, input, files }, osUser);
  const kind = (await homeKind(config.home)) ?? 'real';
  const installation = await openInstallation({ ...call, config: quiet(config), kind, clock: systemClock, log: createLog('warn') });
  try {
    const fileIds: string[] = [];
    for (const file of files) fileIds.push((await keepLocalFile(installation, file, osUser)).id);
    const output = await runDatabaseCommand(installation, command.name, { input, fileIds }, osUser);
    await signTrail(installation);
    return output;
  } finally {
    await installation.stop();
  }
}

const quiet = (config: Config): Config => ({ ...config, port: 0 });

interface Asked {
  readonly name: string;
  readonly input: unknown;
  readonly files: readonly FileToSend[];
}

async function askRunning(running: RunningNote, { name, input, files }: Asked, osUser: string): Promise<unknown> {
  const fileIds: unknown[] = [];
  for (const file of files) fileIds.push(await sendFile(running, file, osUser));
  return operatorAnswer(running, '/operator/commands', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, input, fileIds, osUser }),
  });
}

/** Streams a file to the serving program; answers the id under which it is kept. */
async function sendFile(running: RunningNote, { use, name, path }: FileToSend, osUser: string): Promise<unknown> {
  const { size } = await stat(path);
  const query = new URLSearchParams({ name, osUser });
  return operatorAnswer(running, `/operator/files/${use}?${query.toString()}`, {
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
    body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
    duplex: 'half',
  });
}

async function operatorAnswer(
  running: RunningNote,
  path: string,
  request: RequestInit & { headers: Record<string, string>; duplex?: 'half' },
): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${running.port}${path}`, {
    ...request,
    method: 'POST',
    headers: { ...(request.headers as Record<string, string>), authorization: `Operator ${running.token}` },
  });
  const answer = (await response.json()) as {
    ok: boolean;
    output?: unknown;
    code?: string;
    message?: string;
    detail?: Record<string, unknown>;
  };
  if (!answer.ok)
    throw new CommandFailure(answer.code ?? 'failed', answer.message ?? `Refused: ${answer.code ?? response.status}`, answer.detail);
  return answer.output;
}

function explain(call: Invocation, error: unknown, json: boolean): number {
  const code = error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
  const known = error instanceof CommandFailure || error instanceof Refusal;
  if (!known && code === 1 && !isForPeople(error)) throw error;
  const message =
    error instanceof Refusal
      ? `Refused: ${error.code}${Object.keys(error.detail).length > 0 ? ` ${JSON.stringify(error.detail)}` : ''}`
      : (error as Error).message;
  if (json && known) call.out(JSON.stringify({ error: { code: error.code, message, ...error.detail } }, null, 2));
  call.err(message);
  return code;
}

// Errors that were written for the person at the terminal carry their own names; anything else is a defect and shows its stack.
function isForPeople(error: unknown): error is Error {
  return error instanceof Error && ['ClusterError', 'HomeError', 'SecretsError', 'MigrationError', 'PortBusyError'].includes(error.name);
}

function print(call: Invocation, text: string): number {
  call.out(text);
  return 0;
}

const lines = (): readonly (readonly [string, string])[] => [
  ['start', 'Run the real thing: own data directory, no default account'],
  ['demo', 'Run a demo network with one-click sign-in'],
  ...commands.map(({ name, summary }) => [name, summary] as const),
];

const isUnder = (name: string, word: string): boolean => name === word || name.startsWith(`${word} `);

/** All commands, or those whose first word it is. */
function overview(word?: string): string {
  const shown = lines().filter(([name]) => word === undefined || isUnder(name, word));
  const width = Math.max(...shown.map(([name]) => name.length));
  return [
    'siteward: the operating system of a clinical-trial site network',
    '',
    'Usage: siteward COMMAND [--json] [--help]',
    '',
    ...shown.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `Serving takes ${Object.keys(configOptions)
      .map((flag) => `--${flag}`)
      .join(', ')}.`,
    'Data lives in SITEWARD_HOME (default ./.siteward). Exit codes: 0 done, 1 failed, 2 wrong use.',
  ].join('\n');
}

function help(command: Command<never>): string {
  return [
    `${command.summary}`,
    '',
    `Usage: ${command.usage}`,
    `Example: ${command.example}`,
    '',
    '--json prints JSON, --json-schema prints its schema.',
  ].join('\n');
}
