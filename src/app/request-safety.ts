// What every answer carries, and the refusal of writes that come from somebody else's page.
import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Variables } from './server.ts';

/** Security headers on every answer (`secure`: reached over https); pages get a nonce for the component library's styles, scripts come from us alone. */
export function secureHeaders(secure: boolean): MiddlewareHandler<Variables> {
  return async (c, next) => {
    const nonce = randomBytes(16).toString('base64');
    c.set('nonce', nonce);
    await next();
    const policy = [
      `default-src 'none'`,
      `script-src 'self'`,
      `style-src 'self' 'nonce-${nonce}'`,
      // Inline style attributes place chart marks and table columns; they cannot run anything.
      `style-src-attr 'unsafe-inline'`,
      `img-src 'self' data:`,
      `font-src 'self'`,
      `connect-src 'self'`,
      `manifest-src 'self'`,
      `base-uri 'none'`,
      `form-action 'self'`,
      `frame-ancestors 'none'`,
    ].join('; ');
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cross-origin-opener-policy', 'same-origin');
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    if (secure) c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  };
}

/** Refuses writes whose Origin is not ours: a page elsewhere must not act with a visitor's session. */
export function refuseForeignOrigin(origins: readonly string[]): MiddlewareHandler<Variables> {
  return async (c, next) => {
    const origin = c.req.header('origin');
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    if (isWrite && origin !== undefined && !origins.includes(origin)) {
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
