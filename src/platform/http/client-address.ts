// From where a request came: the socket's other end, or what a proxy that we trust says about it.
import { BlockList, isIP } from 'node:net';

/** Whether an address belongs to a proxy whose word counts. */
export type TrustsProxy = (address: string) => boolean;

/**
 * Reads a list of addresses and networks, `10.0.0.7, 10.1.0.0/16, ::1`.
 * @throws {RangeError} that names the first entry which is neither.
 */
export function trustedProxies(text: string): TrustsProxy {
  const list = new BlockList();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', bits, ...rest] = entry.split('/');
    const version = isIP(address);
    const most = version === 6 ? 128 : 32;
    if (version === 0 || rest.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new RangeError(entry === '' ? '(empty)' : entry);
    list.addSubnet(address, bits === undefined ? most : Number(bits), version === 6 ? 'ipv6' : 'ipv4');
  }
  return (address) => {
    const plain = plainAddress(address);
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
}

/**
 * The address of the client. `forwarded` is the header X-Forwarded-For: each proxy adds on the right whom it heard, so it is read
 * from the right for as long as a trusted proxy speaks; anything further left may be invented.
 */
export function clientAddress(socket: string | undefined, forwarded: string | null, trusts: TrustsProxy): string {
  let speaker = plainAddress(socket ?? '');
  const said = (forwarded ?? '').split(',').map((part) => plainAddress(part.trim()));
  while (trusts(speaker)) {
    const next = said.pop();
    if (next === undefined || isIP(next) === 0) break;
    speaker = next;
  }
  return speaker === '' ? 'unknown' : speaker;
}

// An IPv4 caller of a socket that speaks both appears as ::ffff:10.0.0.7; some proxies add a port.
function plainAddress(text: string): string {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? (/^\d+\.\d+\.\d+\.\d+:\d+$/.test(text) ? text.replace(/:\d+$/, '') : text);
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}
