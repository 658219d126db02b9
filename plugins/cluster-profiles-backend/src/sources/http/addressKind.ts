import { BlockList, isIP } from 'node:net';

/**
 * `public`; `private` for hosts of this machine or network; `forbidden` for what no repository is ever at: link-local addresses,
 * where clouds hand out the credentials of the machine, and what is no host.
 */
export type AddressKind = 'public' | 'private' | 'forbidden';

const FORBIDDEN = blockList(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '100.100.100.200/32',
  '192.0.0.192/32',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'fd00:ec2::/32',
  'fd20:ce::/32',
  'ff00::/8',
);
const PRIVATE = blockList(
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '::1/128',
  '100::/64',
  '2001:db8::/32',
  'fc00::/7',
  'fec0::/10',
);
/** IPv6 addresses that lead to an IPv4 address within them: mapped, compatible, translated, 6to4. */
const EMBEDDING = [
  { within: blockList('::ffff:0:0/96', '::/96', '64:ff9b::/96'), at: 6 },
  { within: blockList('::ffff:0:0:0/96'), at: 6 },
  { within: blockList('2002::/16'), at: 1 },
];
/** They lead to an IPv4 address that they do not show: Teredo, translation of one's own. */
const TUNNELS = blockList('2001::/32', '64:ff9b:1::/48');

/** What an IP address is, in any notation that `node:net` takes. */
export function addressKind(address: string): AddressKind {
  const plain = address.replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 0) {
    return 'forbidden';
  }
  if (version === 4) {
    return kindIn(plain, 'ipv4');
  }
  const own = kindIn(plain, 'ipv6');
  if (own !== 'public') {
    return own;
  }
  if (TUNNELS.check(plain, 'ipv6')) {
    return 'forbidden';
  }
  const embedding = EMBEDDING.find(({ within }) => within.check(plain, 'ipv6'));
  return embedding ? kindIn(embedded(plain, embedding.at), 'ipv4') : 'public';
}

function kindIn(address: string, family: 'ipv4' | 'ipv6'): AddressKind {
  if (FORBIDDEN.check(address, family)) {
    return 'forbidden';
  }
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

/** The IPv4 address that starts at a group of an IPv6 address. */
function embedded(address: string, group: number): string {
  // The URL parser writes every address in the same way, without dots.
  const { hostname } = new URL(`http://[${address}]`);
  const [head, tail = ''] = hostname.slice(1, -1).split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right]
    .slice(group, group + 2)
    .map(text => parseInt(text, 16))
    .flatMap(value => [Math.floor(value / 256), value % 256])
    .join('.');
}

function blockList(...ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address, prefix] = range.split('/');
    list.addSubnet(
      address,
      Number(prefix),
      address.includes(':') ? 'ipv6' : 'ipv4',
    );
  }
  return list;
}
