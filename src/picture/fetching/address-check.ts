import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';

/** IPv4 blocks without public hosts: IANA's special-purpose registry (RFC 6890), multicast and class E. */
const reservedIPv4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Blocks within global unicast that aren't ordinary hosts: Teredo and other protocols, documentation, 6to4. */
const reservedIPv6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/**
 * Which of the 16 bytes of a NAT64 address hold the IPv4 address, by prefix length (RFC 6052, 2.2). Byte 8 is always
 * zero.
 */
const layouts = {
  48: [6, 7, 9, 10],
  56: [7, 9, 10, 11],
  64: [9, 10, 11, 12],
  96: [12, 13, 14, 15],
} as const;

/**
 * Creates a function that tells whether an IP address is on the public internet, so that connecting to it for an
 * untrusted person is safe. For IPv6, only global unicast (2000::/3) and NAT64 translations of public IPv4 addresses
 * are public. This excludes loopback, link-local, unique local, multicast and IPv4-mapped addresses. Anything that
 * isn't an address is not public.
 */
export function createAddressCheck(): (address: string) => boolean {
  const reserved = new BlockList();
  for (const [network, prefix] of reservedIPv4) reserved.addSubnet(network, prefix, 'ipv4');
  for (const [network, prefix] of reservedIPv6) reserved.addSubnet(network, prefix, 'ipv6');
  const globalUnicast = new BlockList();
  globalUnicast.addSubnet('2000::', 3, 'ipv6');
  const nat64 = new BlockList();
  nat64.addSubnet('64:ff9b::', 96, 'ipv6');
  const localNat64 = new BlockList();
  localNat64.addSubnet('64:ff9b:1::', 48, 'ipv6');
  const isPublicIPv4 = (address: string) => !reserved.check(address, 'ipv4');

  return (address) => {
    if (isIPv4(address)) return isPublicIPv4(address);
    // A zone ("%eth0") names an interface of this machine.
    if (!isIPv6(address) || address.includes('%')) return false;
    const embedded = (prefix: keyof typeof layouts) => embeddedIPv4(address, layouts[prefix]);
    if (nat64.check(address, 'ipv6')) return isPublicIPv4(embedded(96));
    if (localNat64.check(address, 'ipv6')) {
      // Each network chooses its own layout there (RFC 8215), so no interpretation may be a private host. Those that
      // start with a zero are unreachable.
      const readings = [embedded(48), embedded(56), embedded(64), embedded(96)].filter((ip) => !ip.startsWith('0.'));
      return readings.length > 0 && readings.every(isPublicIPv4);
    }
    return globalUnicast.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
  };
}

function embeddedIPv4(address: string, places: readonly number[]): string {
  const bytes = bytesOf(address);
  return places.map((place) => bytes[place] ?? 0).join('.');
}

/** The 16 bytes of a valid IPv6 address. */
function bytesOf(address: string): number[] {
  // Node's canonical notation has at most one "::", and the last four bytes are decimal only for IPv4-mapped addresses.
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address;
  const [before = [], after = []] = canonical
    .split('::')
    .map((part) => part.split(':').filter(Boolean).flatMap(bytesOfGroup));
  return [...before, ...Array<number>(16 - before.length - after.length).fill(0), ...after];
}

function bytesOfGroup(group: string): number[] {
  if (group.includes('.')) return group.split('.').map(Number);
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
