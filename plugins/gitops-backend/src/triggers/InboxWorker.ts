import { randomUUID } from 'node:crypto';
import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Alarm } from '../reconciliation/Alarm';
import type { ClaimedDelivery, Inbox } from './Inbox';
import type { TriggerEvent } from './TriggerEvent';

/** Deliveries that one replica acts on side by side: a host that hangs must not hold up what others told. */
const CONCURRENCY = 4;

/** How long a delivery is one replica's, in milliseconds. */
const LEASE = 2 * 60_000;

/** How long an idle replica waits for what others stored, in milliseconds; what it stored itself it is told of. */
const IDLE_WAIT = 1_000;

/** How often the inbox is cleared of what has been kept for long enough, in milliseconds. */
const PRUNED_EVERY = 60 * 60_000;

/** Claims deliveries from the inbox, and acts on each until that works or is given up. */
export class InboxWorker {
  readonly #inbox: Inbox;
  readonly #perform: (events: TriggerEvent[]) => Promise<void>;
  readonly #logger: LoggerService;
  readonly #id = randomUUID();
  readonly #alarms = Array.from({ length: CONCURRENCY }, () => new Alarm());
  readonly #stop = new AbortController();
  readonly #running: Array<Promise<void>> = [];

  static start(options: {
    inbox: Inbox;
    perform: (events: TriggerEvent[]) => Promise<void>;
    logger: LoggerService;
    lifecycle: LifecycleService;
  }): InboxWorker {
    const worker = new InboxWorker(options);
    options.lifecycle.addShutdownHook(() => worker.stop());
    for (const alarm of worker.#alarms)
      worker.#running.push(worker.#run(alarm));
    worker.#running.push(worker.#prune());
    return worker;
  }

  private constructor(options: {
    inbox: Inbox;
    perform: (events: TriggerEvent[]) => Promise<void>;
    logger: LoggerService;
  }) {
    this.#inbox = options.inbox;
    this.#perform = options.perform;
    this.#logger = options.logger;
  }

  /** Something was stored. */
  readonly wake = (): void => {
    for (const alarm of this.#alarms) alarm.ring();
  };

  /** Ends after the deliveries under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
  }

  async #run(alarm: Alarm): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const isBusy = await this.#actOnOne().catch(error => {
        this.#logger.warn('The inbox could not be read', {
          error: String(error),
        });
        return false;
      });
      if (!isBusy) await alarm.sleep(IDLE_WAIT, signal);
    }
  }

  async #actOnOne(): Promise<boolean> {
    const claimed = await this.#inbox.claim(this.#id, LEASE);
    if (!claimed) return false;
    try {
      await this.#perform(claimed.events);
      await this.#inbox.finish(claimed);
    } catch (error) {
      await this.#fail(claimed, error);
    }
    return true;
  }

  async #fail(claimed: ClaimedDelivery, error: unknown): Promise<void> {
    this.#logger.warn(
      `What ${claimed.receiver} delivered could not be acted on, at attempt ${claimed.attempt}`,
      { error: String(error) },
    );
    await this.#inbox.fail(claimed, String(error));
  }

  async #prune(): Promise<void> {
    const { signal } = this.#stop;
    const alarm = new Alarm();
    while (!signal.aborted) {
      await this.#inbox.prune().catch(error =>
        this.#logger.warn('The inbox could not be cleared', {
          error: String(error),
        }),
      );
      await alarm.sleep(PRUNED_EVERY, signal);
    }
  }
}
