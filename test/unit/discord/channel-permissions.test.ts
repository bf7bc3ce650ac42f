import { PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { mayRead, permissionsIn, type Overwrites } from '../../../src/discord/reading/channel-permissions.ts';

const { ViewChannel, ReadMessageHistory, Administrator } = PermissionFlagsBits;
const READ = ViewChannel | ReadMessageHistory;
const guild = {
  id: 'guild',
  owner_id: 'owner',
  roles: [
    { id: 'guild', permissions: READ },
    { id: 'admin', permissions: Administrator },
    { id: 'staff', permissions: 0n },
    { id: 'muted', permissions: 0n },
  ],
};
const role = (id: string, allow: bigint, deny: bigint) => ({ id, type: 0, allow, deny });
const member = (id: string, allow: bigint, deny: bigint) => ({ id, type: 1, allow, deny });
const forEveryone = role('guild', 0n, ViewChannel);

test.each<[string, Overwrites, string[], boolean]>([
  ['by the role of everyone', [], [], true],
  ['hidden from everyone', [forEveryone], [], false],
  ['hidden from everyone but a role, held', [forEveryone, role('staff', ViewChannel, 0n)], ['staff'], true],
  ['hidden from everyone but a role, not held', [forEveryone, role('staff', ViewChannel, 0n)], ['muted'], false],
  ['one role allows, another denies', [role('muted', 0n, READ), role('staff', READ, 0n)], ['muted', 'staff'], true],
  ['a role allows, the member is denied', [role('staff', READ, 0n), member('alice', 0n, READ)], ['staff'], false],
  ['a role denies, the member is allowed', [role('muted', 0n, READ), member('alice', READ, 0n)], ['muted'], true],
  ['another member is allowed', [forEveryone, member('bob', READ, 0n)], [], false],
  ['without the history', [role('guild', 0n, ReadMessageHistory)], [], false],
  ['an administrator', [forEveryone, member('alice', 0n, READ)], ['admin'], true],
  ['a role with the id of the member', [role('alice', 0n, READ)], [], true],
])('whether a member reads a channel: %s', (_how, overwrites, roles, expected) => {
  expect(mayRead(permissionsIn(guild, overwrites, { userId: 'alice', roles }))).toBe(expected);
});

test('the owner reads everything', () => {
  expect(mayRead(permissionsIn(guild, [forEveryone], { userId: 'owner', roles: [] }))).toBe(true);
});
