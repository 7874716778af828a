import { ObjectStore } from '../store/ObjectStore';
import { Controller } from './Controller';
import { Key } from './ControllerApi';

const textOf = ({ namespace, name }: Key) => `${namespace ?? ''}/${name}`;

/**
 * Runs controllers: each object that a change concerns is looked at once, soon
 * after, never inside the write itself.
 */
export class ControllerManager {
  readonly #controllers: readonly Controller[];
  readonly #log: (line: string) => void;
  readonly #waiting = new Map<string, { controller: Controller; key: Key }>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #stopListening: () => void;
  #scheduled: NodeJS.Immediate | undefined;

  constructor(
    store: ObjectStore,
    controllers: readonly Controller[],
    log: (line: string) => void,
  ) {
    this.#controllers = controllers;
    this.#log = log;
    this.#stopListening = store.onChange(change => {
      for (const controller of controllers) {
        for (const key of controller.concerns(change)) {
          this.#enqueue(controller, key);
        }
      }
    });
  }

  /** Whether nothing waits to be looked at now; timers do not count. */
  get idle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Looks at everything there is, after a start. */
  resync(store: ObjectStore, collections: readonly string[]): void {
    for (const collection of collections) {
      for (const object of store.list(collection)) {
        for (const controller of this.#controllers) {
          const change = {
            type: 'ADDED' as const,
            revision: store.revision,
            collection,
            object,
            previous: undefined,
          };
          for (const key of controller.concerns(change)) {
            this.#enqueue(controller, key);
          }
        }
      }
    }
  }

  stop(): void {
    this.#stopListening();
    if (this.#scheduled) clearImmediate(this.#scheduled);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#timers.clear();
  }

  #enqueue(controller: Controller, key: Key) {
    this.#waiting.set(`${controller.name} ${textOf(key)}`, { controller, key });
    this.#scheduled ??= setImmediate(() => this.#work());
  }

  #work() {
    this.#scheduled = undefined;
    const batch = [...this.#waiting];
    this.#waiting.clear();
    for (const [id, { controller, key }] of batch) {
      clearTimeout(this.#timers.get(id));
      this.#timers.delete(id);
      try {
        const again = controller.reconcile(key);
        if (again !== undefined) this.#later(id, controller, key, again);
      } catch (error) {
        // An object that cannot be written now (a fault, an admission hook) is
        // looked at again, as a real controller does.
        this.#log(`${id}: ${error instanceof Error ? error.message : error}`);
        this.#later(id, controller, key, 1_000);
      }
    }
  }

  #later(id: string, controller: Controller, key: Key, milliseconds: number) {
    const timer = setTimeout(() => {
      this.#timers.delete(id);
      this.#enqueue(controller, key);
    }, milliseconds);
    timer.unref();
    this.#timers.set(id, timer);
  }
}
