/** One open watch, as far as the hub is concerned. */
export interface OpenWatch {
  /** Ends the stream. */
  close(): void;
}

/** All watches that are open now. */
export class WatchHub {
  readonly #open = new Set<OpenWatch>();

  get size(): number {
    return this.#open.size;
  }

  add(watch: OpenWatch): () => void {
    this.#open.add(watch);
    return () => this.#open.delete(watch);
  }

  /** Ends every watch, as a restarted load balancer does; answers how many. */
  closeAll(): number {
    const watches = [...this.#open];
    for (const watch of watches) watch.close();
    return watches.length;
  }
}
