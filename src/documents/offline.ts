import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** Closes the ways to the network for the rest of this process: sockets, name look-ups and what is built upon them (fetch, http, tls).
 *  The permissions of Node 20 leave the network out. */
export function goOffline(): void {
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.send = refuse;
  dgram.Socket.prototype.connect = refuse;
  Object.assign(dns, refusing(dns));
  Object.assign(dns.promises, refusing(dns.promises));
  syncBuiltinESMExports(); // functions imported by name as well
  globalThis.fetch = refuse;
}

function refuse(): never {
  throw new Error('A document is read without the network.');
}

/** The look-ups of a module of names, refused. */
function refusing(module: object): Readonly<Record<string, typeof refuse>> {
  const lookUps = Object.keys(module).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  return Object.fromEntries(lookUps.map((name) => [name, refuse]));
}
