import { type Clock, systemClock } from '../access/Clock';
import type { ClusterTransport } from '../access/ClusterTransport';
import { ClusterCache } from './ClusterCache';

/** The clusters that a transport reaches, each kept from when it is first asked for. */
export class Clusters {
  readonly #transport: ClusterTransport;
  readonly #clock: Clock;
  readonly #known = new Map<string, ClusterCache>();

  constructor(transport: ClusterTransport, clock: Clock = systemClock) {
    this.#transport = transport;
    this.#clock = clock;
  }

  get(name: string): ClusterCache {
    const known = this.#known.get(name);
    if (known) return known;
    const cluster = new ClusterCache(name, this.#transport, this.#clock);
    this.#known.set(name, cluster);
    return cluster;
  }
}
