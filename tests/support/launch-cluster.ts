// A launcher to be killed by tests: starts the cluster of the folder in its first argument, says so, and waits.
import { startEmbedded } from '../../src/platform/postgres/embedded.ts';

const [home, kind] = process.argv.slice(2);
try {
  const cluster = await startEmbedded({ home: home as string, durable: kind !== 'throw-away' });
  process.on('SIGTERM', () => void cluster.stop().then(() => process.exit(0)));
  setInterval(() => undefined, 60_000);
  process.stdout.write(`ready ${cluster.adopted ? 'adopted' : 'started'}\n`);
} catch (error) {
  process.stdout.write(`refused ${error instanceof Error ? error.message : String(error)}\n`);
}
