// Mail as files, and over a real SMTP conversation on this machine.
import { createServer, type Server } from 'node:net';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from './clock.ts';
import { fileMailer, openMailer, smtpMailer } from './mail.ts';

let folder: string;
let servers: Server[];
const clock = fixedClock('2026-03-01T09:00:00Z');
const from = 'siteward@example.org';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'siteward-mail-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Speaks just enough SMTP; `answer` is given after the recipient. */
async function smtpServer(answer: string): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').slice(0, -1)) {
        received.push(line);
        if (inData) {
          if (line !== '.') continue;
          inData = false;
          socket.write('250 kept\r\n');
        } else if (line.startsWith('RCPT')) socket.write(`${answer}\r\n`);
        else if (line === 'DATA') {
          inData = true;
          socket.write('354 go on\r\n');
        } else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => undefined);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

describe('mail', () => {
  it('without a server becomes a file that only we may read', async () => {
    const mailer = openMailer({ kind: 'files', from }, path.join(folder, 'mail'), clock);
    await mailer.send({ to: 'jane@example.org', subject: 'Grüße', text: 'Please sign in.' });
    const names = await readdir(path.join(folder, 'mail'));
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^2026-03-01T09-00-00-000Z-[0-9a-f]{8}\.eml$/);
    const file = path.join(folder, 'mail', names[0]!);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('To: jane@example.org');
    expect(text).toContain('Date: Sun, 01 Mar 2026 09:00:00 +0000');
    expect(text).toContain('Please sign in.');
    await mailer.close();
  });

  it('goes over SMTP when a server is configured', async () => {
    const { url, received } = await smtpServer('250 ok');
    const mailer = smtpMailer(url, from);
    await mailer.send({ to: 'jane@example.org', subject: 'Visit', text: 'Please sign in.' });
    expect(received).toContain('RCPT TO:<jane@example.org>');
    expect(received).toContain('Please sign in.');
    await mailer.close();
  });

  it('that a server refuses, or that finds no server, fails without naming the recipient', async () => {
    const { url } = await smtpServer('550 jane@example.org is unknown');
    const refused = await smtpMailer(url, from)
      .send({ to: 'jane@example.org', subject: 'Visit', text: 'x' })
      .catch((error: Error) => error);
    expect(refused).toMatchObject({ fault: 'refused', message: 'the mail server did not take the message (550)' });
    const lost = await smtpMailer('smtp://127.0.0.1:1', from)
      .send({ to: 'jane@example.org', subject: 'Visit', text: 'x' })
      .catch((error: Error) => error);
    expect(lost).toMatchObject({ name: 'MailError', fault: 'failed' });
  });

  it('goes to one address, with a subject of one line', async () => {
    const mailer = fileMailer(folder, from, clock);
    for (const to of ['', 'jane', 'a@b.c, d@e.f', 'a@b.c\nBcc: d@e.f', '<a@b.c>'])
      await expect(mailer.send({ to, subject: 's', text: 't' })).rejects.toMatchObject({ fault: 'refused' });
    for (const subject of ['', 'a\r\nBcc: d@e.f'])
      await expect(mailer.send({ to: 'a@b.c', subject, text: 't' })).rejects.toMatchObject({ fault: 'refused' });
    expect(await readdir(folder)).toEqual([]);
  });
});
