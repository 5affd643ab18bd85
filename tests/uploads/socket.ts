// A world behind a real socket, with the bounds of the program's own, and requests written by hand.
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { serve } from '@hono/node-server';
import { newId } from '#lib';
import { serverOptions } from '../../src/app/serve.ts';
import { createServer } from '../../src/app/server.ts';
import type { World } from '../support/world.ts';

/** A listening world. */
export interface Socket {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves a world on a free port; uploads may stall for half a second and last two. */
export async function openSocket(world: World, uploadTimes = { stallMs: 500, wholeMs: 2_000 }, countWrite?: () => void): Promise<Socket> {
  const { database, cipher, files } = world;
  const app = createServer({
    database,
    cipher,
    files,
    now: () => world.now,
    newId,
    tell: async () => undefined,
    macKey: new Uint8Array(32),
    installation: { demo: false },
    credentialOf: async (headers) => headers.get('x-test-credential'),
    onDefect: (error) => void (((error as { status?: number }).status ?? 500) >= 500 && world.defects.push(error)),
    uploadTimes,
    ...(countWrite ? { countWrite } : {}),
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', serverOptions }, () => resolve(listening));
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** An answer as it came over the wire; status 0 where the connection ended without one. */
export interface WireAnswer {
  readonly status: number;
  readonly text: string;
}

/** Writes the pieces one after the other, waiting before each, and reads until the other side ends or `patienceMs` are over. */
export function onTheWire(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  { waitMs = 0, end = false, patienceMs = 8_000 }: { readonly waitMs?: number; readonly end?: boolean; readonly patienceMs?: number } = {},
): Promise<WireAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const done = () => {
      clearTimeout(patience);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    };
    const patience = setTimeout(done, patienceMs);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('"requestId"')) done();
    });
    socket.on('error', done);
    socket.on('close', done);
    socket.on('connect', () => {
      void (async () => {
        for (const piece of pieces) {
          await new Promise((next) => setTimeout(next, waitMs));
          if (socket.destroyed) return;
          socket.write(piece);
        }
        if (end) socket.end();
      })();
    });
  });
}

/** The head of an upload, to be followed by its body. */
export function headOf(path: string, credential: string, headers: Record<string, string> = {}): string {
  const all = { host: 'siteward.test', 'x-test-credential': credential, 'idempotency-key': newId(), ...headers };
  return `POST ${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}

/** Sends `bytes` bytes made on the way, so that nothing of the sender's own weighs on the memory; answers status and body. */
export function sendMade(
  port: number,
  path: string,
  headers: Record<string, string>,
  make: () => Iterable<Uint8Array>,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', method: 'POST', path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    void (async () => {
      for (const piece of make()) if (!call.write(piece)) await new Promise((next) => call.once('drain', next));
      call.end();
    })();
  });
}
