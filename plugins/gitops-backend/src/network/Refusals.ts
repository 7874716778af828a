import ipaddr from 'ipaddr.js';
import { BoundedCache } from '../registries/BoundedCache';

/** How often one address may be refused in a period. */
const MOST_REFUSALS = 100;

/** In milliseconds. */
const PERIOD = 60_000;

/** Addresses that are kept in mind; whoever has more than these has none of them refused for long. */
const MOST_ADDRESSES = 10_000;

/** Whoever has one address of the sixth version has 2^64 of them. */
function ownerOf(text: string): string {
  if (!ipaddr.isValid(text)) return 'unknown';
  const address = ipaddr.process(text);
  return address instanceof ipaddr.IPv6
    ? address.parts.slice(0, 4).join(':')
    : address.toString();
}

/**
 * Who was refused too often to be listened to. Only refusals count: however much somebody sends who proves who they are,
 * it is taken.
 */
export class Refusals {
  readonly #now: () => number;
  readonly #most: number;
  readonly #counted = new BoundedCache<{ count: number; until: number }>(
    MOST_ADDRESSES,
  );

  constructor(options: { now: () => number; most?: number }) {
    this.#now = options.now;
    this.#most = options.most ?? MOST_REFUSALS;
  }

  /** Whoever is at this address was refused. */
  count(address = ''): void {
    const owner = ownerOf(address);
    const known = this.#current(owner);
    this.#counted.set(owner, {
      count: (known?.count ?? 0) + 1,
      until: known?.until ?? this.#now() + PERIOD,
    });
  }

  /** How long nobody at this address is listened to, in milliseconds; 0 where they are. */
  wait(address = ''): number {
    const known = this.#current(ownerOf(address));
    return known && known.count >= this.#most ? known.until - this.#now() : 0;
  }

  #current(owner: string) {
    const known = this.#counted.get(owner);
    return known && this.#now() < known.until ? known : undefined;
  }
}
