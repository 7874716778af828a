import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { type Network, refusedAddress } from './refusedAddress';
import { Unanswered } from './Unanswered';

/** An address, and whether it is of the fourth or the sixth version. */
export interface ResolvedAddress {
  address: string;
  family: number;
}

/** What the system says of a name. */
export function resolveByDns(hostname: string): Promise<ResolvedAddress[]> {
  return lookup(hostname, { all: true });
}

/** The name's addresses, each of which may be called: one that may not speaks against the name. */
export async function checkedAddresses(
  hostname: string,
  network: Network,
  resolve: (hostname: string) => Promise<ResolvedAddress[]>,
): Promise<ResolvedAddress[]> {
  const family = isIP(hostname);
  const addresses =
    family === 0 ? await resolve(hostname) : [{ address: hostname, family }];
  if (addresses.length === 0) {
    throw new Unanswered('address', 'Its name resolves to no address.');
  }
  for (const { address } of addresses) {
    const refused = refusedAddress(address, network);
    if (refused) throw new Unanswered('address', refused);
  }
  return addresses;
}

/** Answers what was checked, whatever the name means by now: between a check and a second look-up it can be rebound. */
export function pinnedTo(addresses: ResolvedAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    if (all) callback(null, addresses);
    else callback(null, addresses[0].address, addresses[0].family);
  };
}
