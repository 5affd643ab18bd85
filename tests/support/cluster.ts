// Gives every database test one cluster: the server of DATABASE_OWNER_URL, else an embedded one that is thrown away whole.
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/platform/postgres/embedded.ts';

/** A superuser (or owner) login on the test cluster, ready for `new pg.Client({...cluster, database})`. */
export interface TestCluster {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** Vitest's global set-up; tests read `inject('cluster')`. The returned function tears it down. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['DATABASE_OWNER_URL'];
  if (external) {
    project.provide('cluster', fromUrl(external));
    return async () => undefined;
  }
  const home = await mkdtemp(path.join(tmpdir(), 'siteward-test-'));
  await chmod(home, 0o711);
  const cluster = await startEmbedded({ home, durable: false });
  project.provide('cluster', { host: cluster.host, port: cluster.port, ...cluster.superuser });
  return async () => {
    await cluster.stop();
    await rm(home, { recursive: true, force: true });
  };
}

function fromUrl(text: string): TestCluster {
  const url = new URL(text);
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: Number(url.searchParams.get('port') ?? (url.port || '5432')),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}
