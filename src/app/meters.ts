// Counters of the process and of its requests in the Prometheus text format; patterns and numbers only.
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RequestLine } from '#platform';

/** A registry of its own per server, so that two servers of one test process do not mix. */
export function meters(): { observe: (line: RequestLine) => void; metrics: () => Promise<string> } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'siteward_' });
  const seconds = new Histogram({
    name: 'siteward_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    observe: ({ method, route, status, ms }) => seconds.observe({ method, route, status }, ms / 1_000),
    metrics: () => registry.metrics(),
  };
}
