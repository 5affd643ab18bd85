// Serves an opened installation: the socket, the note for local commands, the timed duties, and a clean end.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { join } from 'node:path';
import { newId } from '#lib';
import { Refusal, openMailer, openRate, trustedProxies, uploadTimes } from '#platform';
import { runDatabaseCommand } from './commands.ts';
import { type DemoLoading, demoDoor } from './demo-door.ts';
import { startDuties } from './duties.ts';
import type { Installation } from './installation.ts';
import { openPost } from './post.ts';
import { resetDoor } from './reset-door.ts';
import { operatorDoor } from './operator.ts';
import { tell } from './rooms.ts';
import { openAppJobs } from './jobs.ts';
import { keepSentFile } from './local-files.ts';
import { leaveNote, removeNote } from './running.ts';
import { type ServerParts, type Variables, createServer } from './server.ts';
import { setupDoor } from './setup-door.ts';

/** A serving program. */
export interface Serving {
  readonly address: string;
  readonly port: number;
  /** Stops listening, lets running requests end, and takes the note away. The installation stays open. */
  readonly stop: () => Promise<void>;
}

/** Thrown when the port is taken; the message is for the person at the terminal. */
export class PortBusyError extends Error {
  override readonly name = 'PortBusyError';
}

type Post = ReturnType<typeof openPost>;

/**
 * Listens on the configured port, and runs the duties and jobs of the installation until it is stopped. `loading` says how far a demo is.
 */
export async function serveInstallation(installation: Installation, loading: () => DemoLoading | null = () => null): Promise<Serving> {
  const { config, log, home, clock, accounts, authDatabase, macKey, database, cipher, files } = installation;
  const mailer = openMailer(config.mail, home.mailFolder, clock);
  const post = openPost({ authDatabase, macKey, mailer, baseUrl: config.baseUrl, log });
  const resets = resetDoor({ ...installation, onLetter: post.hurry, secondsToWait: openRate(RESETS_PER_ADDRESS, 3_600) });
  const raw = rawRoutes(installation, resets.routes, loading);
  const server = await listen(createServer(partsOf(installation, raw, post)).fetch, config);
  const jobs = await openAppJobs({
    connection: installation.connectionOf('siteward_jobs'),
    database,
    cipher,
    files,
    now: () => clock.now(),
    log,
  });
  const endDuties = startDuties(installation);
  post.start();
  await leaveNote(home.folder, { port: config.port, pid: process.pid, token: installation.operatorToken });
  return {
    port: config.port,
    address: config.baseUrl,
    stop: async () => {
      await removeNote(home.folder);
      await closed(server);
      await jobs.stop();
      await accounts.settle();
      await resets.stop();
      await post.stop();
      await mailer.close();
      // Last, so that the signature covers everything written before it.
      await endDuties();
    },
  };
}

function partsOf(installation: Installation, raw: Hono<Variables>, post: Post): ServerParts {
  const { config, log, home, clock, accounts, database, cipher, macKey, files } = installation;
  return {
    database,
    now: () => clock.now(),
    newId,
    cipher,
    files,
    tell,
    macKey,
    installation: { demo: home.kind === 'demo' },
    credentialOf: accounts.credentialOf,
    onCommitted: post.onCommitted,
    onDefect: (error, requestId) => {
      if (((error as { status?: number }).status ?? 500) >= 500) log.error('defect', { requestId, error: error as Error });
    },
    origins: [config.baseUrl, config.baseUrl.replace('127.0.0.1', 'localhost')],
    accounts,
    raw,
    trustsProxy: config.trustedProxies === '' ? () => false : trustedProxies(config.trustedProxies),
    secure: config.baseUrl.startsWith('https:'),
    countWrite: writeLimit(),
    pages: { folder: join(installation.programFolder, 'dist', 'web') },
    log,
  };
}

const RESETS_PER_ADDRESS = 30;
const WRITES_PER_MINUTE = 120;

/** No person writes faster than this by hand; a program that does is told to wait. */
function writeLimit(): (actorId: string) => void {
  const rate = openRate(WRITES_PER_MINUTE, 60);
  return (actorId) => {
    const seconds = rate(actorId);
    if (seconds > 0) throw new Refusal('too-many-requests', { retryAfterSeconds: seconds });
  };
}

function rawRoutes(installation: Installation, resets: Hono<Variables>, loading: () => DemoLoading | null): Hono<Variables> {
  const raw = new Hono<Variables>();
  raw.route(
    '/',
    operatorDoor(installation.operatorToken, {
      run: (name, request, osUser) => runDatabaseCommand(installation, name, request, osUser),
      keep: (request, use, osUser) => keepSentFile(installation, request, use, osUser),
    }),
  );
  raw.route('/', setupDoor(installation));
  raw.route('/', resets);
  if (installation.home.kind === 'demo') raw.route('/', demoDoor(installation, loading));
  return raw;
}

type Server = ReturnType<typeof serve>;

/** Bounds of the socket itself; bodies have their own. A header block of 10,000 lines never gets through. */
export const serverOptions = {
  maxHeaderSize: 16_384,
  headersTimeout: 15_000,
  // Longer than the slowest upload that is allowed.
  requestTimeout: uploadTimes.wholeMs + 60_000,
  connectionsCheckingInterval: 5_000,
};

function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  config: { port: number; host: string },
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const listening = serve({ fetch, port: config.port, hostname: config.host, serverOptions }, () => resolve(listening));
    listening.on('error', (error: Error & { code?: string }) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new PortBusyError(`Port ${config.port} is busy: another program listens there. Choose one with --port or PORT.`)
          : error,
      ),
    );
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Idle keep-alive connections would hold the end up; running requests get five seconds.
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 5_000).unref();
  });
}
