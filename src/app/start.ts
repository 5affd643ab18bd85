// siteward start and siteward demo: open, serve, tell the address, and end cleanly on Ctrl-C.
import { type Config, createLog, freePort, readConfig, systemClock } from '#platform';
import type { Invocation } from './cli.ts';
import { type DemoLoading, demoPeople } from './demo-door.ts';
import { loadDemo } from './demo.ts';
import { refreshMarket } from './duties.ts';
import { type Installation, openInstallation } from './installation.ts';
import { serveInstallation } from './serve.ts';
import { issueSetupToken } from './setup-door.ts';

/** Serves until a signal ends it; answers the exit code. */
export async function startProgram(call: Invocation, kind: 'demo' | 'real'): Promise<number> {
  const config = await servingConfig({
    env: call.env,
    flags: call.words.slice(1),
    cwd: call.cwd,
    ...(kind === 'demo' ? { defaultHome: '.siteward-demo' } : {}),
  });
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  // Heard from the first moment: a signal that comes while things are still being prepared must not orphan the database.
  const ended = untilSignal();
  const installation = await openInstallation({
    config,
    kind,
    version: call.version,
    programFolder: call.programFolder,
    clock: systemClock,
    log,
  });
  try {
    await serveUntil(ended, call, installation);
  } finally {
    await installation.stop();
  }
  return 0;
}

// Any free port is chosen before anything else: the address that people open stands in links, and in what a browser may send from.
async function servingConfig(source: Parameters<typeof readConfig>[0]): Promise<Config> {
  const config = readConfig(source);
  if (config.port !== 0) return config;
  return readConfig({ ...source, flags: [...(source.flags ?? []), '--port', String(await freePort(config.host))] });
}

async function serveUntil(ended: Promise<void>, call: Invocation, installation: Installation): Promise<void> {
  const isDemo = installation.home.kind === 'demo';
  let loading: DemoLoading | null = isDemo ? { done: 0, total: 0 } : null;
  const serving = await serveInstallation(installation, () => loading);
  try {
    call.err(`Siteward ${isDemo ? 'demo ' : ''}is at ${serving.address}`);
    const preparing = isDemo
      ? prepareDemo(call, installation, { ended, tell: (far) => (loading = far) })
      : prepareReal(call, installation, serving.address);
    // What an end interrupts fails afterwards at closed pools, and goes on at the next start.
    preparing.catch(() => undefined);
    await Promise.race([preparing, ended]);
    await ended;
    call.err('Stopping');
  } finally {
    await serving.stop();
  }
}

async function prepareReal(call: Invocation, installation: Installation, address: string): Promise<void> {
  const token = await issueSetupToken(installation);
  if (token)
    call.err(`Nobody has an account yet. Open ${address}/setup within 30 minutes and enter this token, which works once:\n\n  ${token}\n`);
}

async function prepareDemo(
  call: Invocation,
  installation: Installation,
  { ended, tell }: { readonly ended: Promise<void>; readonly tell: (far: DemoLoading | null) => void },
): Promise<void> {
  const say = tellProgress(call);
  let isEnding = false;
  void ended.then(() => (isEnding = true));
  await loadDemo(installation, (note, done, total) => {
    say(note, done, total);
    tell({ done, total });
  }).catch((error: unknown) => {
    if (isEnding) throw error;
    call.err(`The demo could not be loaded to its end: ${error instanceof Error ? error.message : String(error)}`);
    call.err('What is there is served. The next start goes on where this one stopped.');
  });
  tell(null);
  const people = await demoPeople(installation);
  call.err('Demo: synthetic people only. Sign in by one click as');
  for (const person of people) call.err(`  ${person.name} (${person.roles.join(', ')})`);
  call.err('Ctrl-C stops it.');
  // Seconds that nobody waited for while the demo was loaded. What fails here, the duties try again.
  await refreshMarket(installation).catch(() => undefined);
}

// A bar where somebody looks on; elsewhere one line for each note, and one for each tenth of the participants.
function tellProgress(call: Invocation): (note: string, done: number, total: number) => void {
  let told = '';
  return (note, done, total) => {
    if (process.stderr.isTTY && total > 0) {
      const bar = '#'.repeat(Math.floor((done * 30) / total)).padEnd(30, '.');
      process.stderr.write(`\r${note} [${bar}] ${done} of ${total}${done === total ? '\n' : ''}`);
      return;
    }
    const line = total === 0 ? note : `${note}: ${Math.floor((done * 10) / total) * 10} % of ${total}`;
    if (line !== told) call.err(line);
    told = line;
  };
}

/** The first signal; a second one ends the process at once. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
