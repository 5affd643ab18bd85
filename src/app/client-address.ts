// The client's address of a request in the server, as its first handler found it.
import type { Context } from 'hono';
import { clientAddress, type TrustsProxy } from '#platform';
import type { Variables } from './server.ts';

/** What the first handler found. */
export function addressOf(c: Context<Variables>): string {
  return c.get('address');
}

/** The address of the client behind the socket or behind trusted proxies. */
export function readAddress(c: Context<Variables>, trusts: TrustsProxy): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return clientAddress(incoming?.socket?.remoteAddress, c.req.header('x-forwarded-for') ?? null, trusts);
}
