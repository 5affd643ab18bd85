// What every answer carries, bodies of a bounded size and time, and the refusal of writes that come from somebody else's page.
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { withWholeBody } from '#platform';
import type { Variables } from './server.ts';

const FEATURES = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi', 'display-capture'];

const FIXED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'permissions-policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
};

/** What a page may load and do: scripts and styles from us alone, nothing in line but what carries this answer's nonce. */
function pagePolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'none'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    // Text becomes markup nowhere but through the one policy of the pages, which lets style sheets through and nothing else.
    `require-trusted-types-for 'script'`,
    `trusted-types default`,
  ].join('; ');
}

/** Security headers on every answer; what a handler set itself stays. `isTls`: people reach the program over https. */
export function secureHeaders(isTls: boolean): MiddlewareHandler<Variables> {
  return async (c, next) => {
    const nonce = randomBytes(16).toString('base64');
    c.set('nonce', nonce);
    await next();
    const { headers } = c.res;
    if (!headers.has('content-security-policy')) c.header('content-security-policy', pagePolicy(nonce));
    if (!headers.has('cache-control')) c.header('cache-control', 'no-store');
    for (const [name, value] of Object.entries(FIXED)) c.header(name, value);
    if (isTls) c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  };
}

/** Refuses writes whose Origin is not ours: a page elsewhere must not act with a visitor's session. */
export function refuseForeignOrigin(origins: readonly string[]): MiddlewareHandler<Variables> {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (isWrite(c.req.method) && origin !== undefined && !origins.includes(origin)) {
      return c.json(
        { type: '/problems/foreign-origin', title: 'This request came from a foreign page', status: 403, code: 'foreign-origin' },
        403,
        {
          'content-type': 'application/problem+json',
        },
      );
    }
    return next();
  };
}

/** Reads the body of every write that is no file, within its bounds; what comes behind finds it whole. */
export const wholeBodies: MiddlewareHandler<Variables> = async (c, next) => {
  if (isWrite(c.req.method) && !isFile(c.req.path)) c.req.raw = await withWholeBody(c.req.raw);
  return next();
};

function isFile(path: string): boolean {
  return path.startsWith('/api/files/') || path.startsWith('/operator/files/');
}

function isWrite(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}
