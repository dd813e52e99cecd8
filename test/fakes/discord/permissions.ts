import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, Member } from './world.ts';

/** The name of a permission, such as `SendMessages`. */
export type Permission = keyof typeof PermissionFlagsBits;

/** Permissions as the bits that Discord sends. */
export function bitsOf(permissions: readonly Permission[]): bigint {
  return permissions.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
}

/** What a member may do in a guild, or in one of its channels, by Discord's rules: roles first, then what the channel says of everyone,
 *  of the roles and of the member. A thread is ruled by its parent. */
export function permissionsOf(guild: Guild, member: Member, channel?: Channel): bigint {
  if (guild.ownerId === member.id) return allBits();
  const roles = guild.roles.filter((role) => role.id === guild.id || member.roles.includes(role.id));
  const base = roles.reduce((bits, role) => bits | role.permissions, 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return allBits();
  const ruling = channel?.thread === undefined ? channel : guild.channels.find((one) => one.id === channel.parentId);
  if (ruling === undefined) return base;
  const everyone = ruling.overwrites.filter((one) => one.id === guild.id);
  const ofRoles = ruling.overwrites.filter((one) => one.id !== guild.id && member.roles.includes(one.id));
  const own = ruling.overwrites.filter((one) => one.id === member.id);
  return [everyone, ofRoles, own].reduce(
    (bits, overwrites) =>
      (bits & ~overwrites.reduce((sum, one) => sum | one.deny, 0n)) |
      overwrites.reduce((sum, one) => sum | one.allow, 0n),
    base,
  );
}

/** Whether all of `wanted` are among the bits. */
export function allows(bits: bigint, ...wanted: readonly Permission[]): boolean {
  const needed = bitsOf(wanted);
  return (bits & needed) === needed;
}

function allBits(): bigint {
  return Object.values(PermissionFlagsBits).reduce((bits, one) => bits | one, 0n);
}
