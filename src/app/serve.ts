// Serves an opened installation: the socket, the note for local commands, the timed duties, and a clean end.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { join } from 'node:path';
import { newId } from '#lib';
import { openMailer } from '#platform';
import { runDatabaseCommand } from './commands.ts';
import { demoDoor } from './demo-door.ts';
import { startDuties } from './duties.ts';
import type { Installation } from './installation.ts';
import { openInvitationPost } from './invitation-post.ts';
import { operatorDoor } from './operator.ts';
import { tell } from './rooms.ts';
import { leaveNote, removeNote } from './running.ts';
import { type Variables, createServer } from './server.ts';
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

/** Listens on the configured port. */
export async function serveInstallation(installation: Installation): Promise<Serving> {
  const { config, log, home } = installation;
  const mailer = openMailer(config.mail, join(home.folder, 'mail'), installation.clock);
  const post = openInvitationPost({
    authDatabase: installation.authDatabase,
    macKey: installation.macKey,
    mailer,
    baseUrl: config.baseUrl,
    log,
  });
  const raw = new Hono<Variables>();
  raw.route(
    '/',
    operatorDoor(installation.operatorToken, (name, input, osUser) => runDatabaseCommand(installation, name, input, osUser)),
  );
  raw.route('/', setupDoor(installation));
  if (home.kind === 'demo') raw.route('/', demoDoor(installation));
  const app = createServer({
    database: installation.database,
    now: () => installation.clock.now(),
    newId,
    cipher: installation.cipher,
    tell,
    macKey: installation.macKey,
    installation: { demo: home.kind === 'demo' },
    credentialOf: installation.accounts.credentialOf,
    onCommitted: post.onCommitted,
    onDefect: (error, requestId) => {
      if (((error as { status?: number }).status ?? 500) >= 500) log.error('defect', { requestId, error: error as Error });
    },
    origins: [config.baseUrl, config.baseUrl.replace('127.0.0.1', 'localhost')],
    accounts: installation.accounts,
    raw,
    pages: { folder: join(installation.programFolder, 'dist', 'web') },
    log,
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () => resolve(listening));
    listening.on('error', (error: Error & { code?: string }) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new PortBusyError(`Port ${config.port} is busy: another program listens there. Choose one with --port or PORT.`)
          : error,
      ),
    );
  });
  const { port } = server.address() as AddressInfo;
  const endDuties = startDuties(installation);
  post.start();
  await leaveNote(home.folder, { port, pid: process.pid, token: installation.operatorToken });
  return {
    port,
    address: config.port === 0 ? `http://${config.host}:${port}` : config.baseUrl,
    stop: async () => {
      await removeNote(home.folder);
      await post.stop();
      await mailer.close();
      await endDuties();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        // Idle keep-alive connections would hold the end up; running requests get five seconds.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 5_000).unref();
      });
    },
  };
}
