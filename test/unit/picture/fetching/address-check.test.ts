import { expect, test } from 'vitest';
import { createAddressCheck } from '../../../../src/picture/fetching/address-check.ts';
import { lookupOf } from '../../../../src/picture/fetching/guarded-agents.ts';

const isPublic = createAddressCheck();

test.each(['1.1.1.1', '8.8.8.8', '162.159.135.233', '172.15.0.1', '172.32.0.1', '2606:4700::6810:84e5', '2a00::1'])(
  'the address %s is public',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

test.each([
  '64:ff9b::808:808',
  '64:ff9b::8.8.8.8',
  '64:FF9B::A29F:87E9',
  '0064:ff9b:0000:0000:0000:0000:0101:0101',
  // In networks with their own prefix (RFC 8215), of 96 and of 48 bits.
  '64:ff9b:1::8.8.8.8',
  '64:ff9b:1:808:8:800::',
])('an address that NAT64 translates to a public one is public: %s', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  ['unspecified', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['private', '10.255.255.255'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['carrier-grade NAT', '100.127.255.255'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.0.1'],
  ['link-local, cloud metadata', '169.254.169.254'],
  ['protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['benchmarking', '198.18.0.1'],
  ['multicast', '224.0.0.1'],
  ['class E', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
  ['IPv4-mapped public', '::ffff:8.8.8.8'],
  ['IPv4-mapped in hexadecimal', '::ffff:7f00:1'],
  ['IPv4-compatible', '::127.0.0.1'],
  ['NAT64 of loopback', '64:ff9b::7f00:1'],
  ['NAT64 of loopback, written with dots', '64:ff9b::127.0.0.1'],
  ['NAT64 of loopback, written in full', '0064:ff9b:0000:0000:0000:0000:7f00:0001'],
  ['NAT64 of a private network', '64:ff9b::10.0.0.1'],
  ['NAT64 of a private network', '64:ff9b::c0a8:101'],
  ['NAT64 of cloud metadata', '64:ff9b::a9fe:a9fe'],
  ['NAT64 of carrier-grade NAT', '64:ff9b::100.64.0.1'],
  ['NAT64 of multicast', '64:ff9b::e000:1'],
  ['NAT64 of zero', '64:ff9b::'],
  ['NAT64 with a zone', '64:ff9b::808:808%lo'],
  ['next to the prefix of NAT64', '64:ff9b:0:0:0:1:808:808'],
  ['next to the prefix of NAT64', '64:ff9c::808:808'],
  ['local NAT64 of zero', '64:ff9b:1::'],
  ['local NAT64 of a private network, prefix of 96 bits', '64:ff9b:1::10.0.0.1'],
  ['local NAT64 of a private network, prefix of 48 bits', '64:ff9b:1:c0a8:1:100::'],
  ['local NAT64 of a private network, prefix of 56 bits', '64:ff9b:1:a:0:1::'],
  ['local NAT64 of loopback, prefix of 64 bits', '64:ff9b:1:0:7f:0:100:0'],
  ['local NAT64 with a private interpretation', '64:ff9b:1:a00:0:100:808:808'],
  ['discard', '100::1'],
  ['unique local', 'fc00::1'],
  ['unique local', 'fd12:3456::1'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%lo'],
  ['site-local', 'fec0::1'],
  ['multicast', 'ff02::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['Teredo', '2001::1'],
  ['6to4 of loopback', '2002:7f00:1::'],
  ['6to4 of a public address', '2002:808:808::1'],
  ['Teredo of a public server', '2001:0:808:808::1'],
  ['IPv4-compatible public', '::8.8.8.8'],
  ['IPv4-translated (SIIT) public', '::ffff:0:8.8.8.8'],
  ['a name', 'example.com'],
  ['empty', ''],
])("an address isn't public if it is %s: %s", (_what, address) => {
  expect(isPublic(address)).toBe(false);
});

/** The address that a name with this address is connected to, or why it isn't. */
function connectedFor(address: string): unknown {
  const lookup = lookupOf((_name, _options, callback) => callback(null, [{ address, family: 6 }]), isPublic);
  let found: unknown;
  lookup('results.example.com', {}, (error, connectedTo) => (found = error?.code ?? connectedTo));
  return found;
}

test('a name with a NAT64 address is connected to if the IPv4 address inside is public', () => {
  expect(connectedFor('64:ff9b::a29f:87e9')).toBe('64:ff9b::a29f:87e9');
  expect(connectedFor('64:ff9b::a00:1')).toBe('ADDRESS_REFUSED');
});
