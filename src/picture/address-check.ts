import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 blocks that are no public hosts: IANA's special-purpose registry (RFC 6890), multicast and class E. */
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

/** Blocks inside global unicast that lead elsewhere: Teredo and other protocols, documentation, 6to4. */
const reservedIPv6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/**
 * Makes a function that tells whether an IP address is one of the public internet, and so may be connected to on
 * behalf of a stranger. Of IPv6 only global unicast (2000::/3) is: that leaves out loopback, link-local, unique local,
 * multicast, NAT64 and IPv4-mapped addresses at once. What is not an address is not public.
 */
export function createAddressCheck(): (address: string) => boolean {
  const reserved = new BlockList();
  for (const [network, prefix] of reservedIPv4) reserved.addSubnet(network, prefix, 'ipv4');
  for (const [network, prefix] of reservedIPv6) reserved.addSubnet(network, prefix, 'ipv6');
  const globalUnicast = new BlockList();
  globalUnicast.addSubnet('2000::', 3, 'ipv6');

  return (address) => {
    if (isIPv4(address)) return !reserved.check(address, 'ipv4');
    // A zone ("%eth0") names an interface of this machine.
    if (!isIPv6(address) || address.includes('%')) return false;
    return globalUnicast.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
  };
}
