/** What goes wrong with an answer. */
export type Fault =
  /** Nothing is done, and this is answered. */
  | {
      kind: 'refused';
      status: number;
      message: string;
      headers?: Record<string, string>;
    }
  /** All is done, and a gateway answers that it does not know. */
  | { kind: 'lost' }
  /** Nothing is done, and the connection ends. */
  | { kind: 'reset' }
  /** Nothing is ever answered. */
  | { kind: 'silent' };

interface Planned {
  fault: Fault;
  left: number;
  concerns: (method: string, path: string) => boolean;
}

/** The host's bad days, as they were planned. */
export class Faults {
  #planned: Planned[] = [];

  /** Plans a fault for the next requests, or for the next of those that it concerns. */
  plan(
    fault: Fault,
    options: { times?: number; concerns?: Planned['concerns'] } = {},
  ): void {
    const { times = 1, concerns = () => true } = options;
    this.#planned.push({ fault, left: times, concerns });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault of a request, which is then used up. */
  take(method: string, path: string): Fault | undefined {
    const found = this.#planned.find(
      one => one.left > 0 && one.concerns(method, path),
    );
    if (!found) return undefined;
    found.left -= 1;
    return found.fault;
  }
}
