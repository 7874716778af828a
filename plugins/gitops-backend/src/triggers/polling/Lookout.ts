import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Clock } from '../../registries/Clock';
import { RegistryUnavailable } from '../../registries/problems';
import { Schedule } from './Schedule';

/** How often it is read anew what there is to look at, in milliseconds. */
const FOLLOW_PERIOD = 10_000;

/** How long it waits where nothing is due, in milliseconds. */
const IDLE_WAIT = 1_000;

/** Things looked at side by side. */
const CONCURRENCY = 8;

/** What came of a look. */
export type Looked =
  | { status: 'good'; again: 'later' | 'atOnce'; problem?: string }
  /** It may go better later, and not before `askAgainAt`, in milliseconds since 1970. */
  | { status: 'failed'; problem: string; askAgainAt?: number };

/** A look that ended with an error. */
export function failedLook(
  error: unknown,
): Extract<Looked, { status: 'failed' }> {
  return {
    status: 'failed',
    problem: error instanceof Error ? error.message : String(error),
    ...(error instanceof RegistryUnavailable
      ? { askAgainAt: error.askAgainAt }
      : {}),
  };
}

/** What is looked at, and how. */
export interface LookoutOptions<Watch> {
  /** What one of them is called, such as `registry`. */
  what: string;
  /** What is looked at now, by repository. */
  watched: () => Promise<Map<string, Watch>>;
  look: (repository: string, watch: Watch) => Promise<Looked>;
  /** How often is it looked at, in milliseconds? Announcements and webhooks are faster, this finds what they missed. */
  periodOf: (repository: string) => number;
  /** Aborted when the backend stops, to end the looks under way. */
  stop: AbortController;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  logger: LoggerService;
  lifecycle: LifecycleService;
}

/** Looks at repositories, each at a time of its own, however many pipelines share it. */
export class Lookout<Watch> {
  readonly #options: LookoutOptions<Watch>;
  readonly #schedule: Schedule;
  readonly #problems = new Map<string, string>();
  #watched = new Map<string, Watch>();
  #readAt = -Infinity;
  #running: Promise<void> = Promise.resolve();

  constructor(options: LookoutOptions<Watch>) {
    this.#options = options;
    this.#schedule = new Schedule(options);
  }

  start(): void {
    this.#options.lifecycle.addShutdownHook(() => this.stop());
    this.#running = this.#run();
  }

  /** Ends the looks under way. */
  async stop(): Promise<void> {
    this.#options.stop.abort();
    await this.#running;
  }

  /**
   * Looks at once at those that are wanted. What nobody watches is not looked at.
   *
   * @throws Error where nothing could be learned.
   */
  async lookNow(
    isWanted: (repository: string, watch: Watch) => boolean,
  ): Promise<void> {
    await this.#follow();
    for (const [repository, watch] of this.#watched) {
      if (!isWanted(repository, watch)) continue;
      await this.#look(repository);
      const problem = this.#problems.get(repository);
      if (problem) throw new Error(problem);
    }
  }

  /** Why nothing is found in a repository, in a sentence; undefined where nothing is wrong. */
  problemOf(repository: string): string | undefined {
    return this.#problems.get(repository);
  }

  async #run(): Promise<void> {
    const { clock, logger, what, stop } = this.#options;
    const { signal } = stop;
    while (!signal.aborted) {
      const looked = await this.#beat().catch(error => {
        logger.warn(`Nobody knows which ${what} to poll`, {
          error: String(error),
        });
        return 0;
      });
      if (looked < CONCURRENCY) {
        await clock.sleep(IDLE_WAIT, signal).catch(() => {});
      }
    }
  }

  /** Looks at what is due, as much as is looked at side by side, and says how many that were. */
  async #beat(): Promise<number> {
    const { clock } = this.#options;
    if (clock.now() - this.#readAt >= FOLLOW_PERIOD) await this.#follow();
    const due = this.#schedule.due(clock.now(), CONCURRENCY);
    await Promise.all(due.map(repository => this.#look(repository)));
    return due.length;
  }

  /** Reads anew what there is to look at. */
  async #follow(): Promise<void> {
    const { clock, watched } = this.#options;
    this.#watched = await watched();
    this.#readAt = clock.now();
    this.#schedule.follow(new Set(this.#watched.keys()), this.#readAt);
    for (const repository of this.#problems.keys()) {
      if (!this.#watched.has(repository)) this.#problems.delete(repository);
    }
  }

  async #look(repository: string): Promise<void> {
    const { clock, look, stop } = this.#options;
    const watch = this.#watched.get(repository);
    if (!watch) return;
    const looked = await look(repository, watch).catch(failedLook);
    if (stop.signal.aborted) return;
    this.#remember(repository, looked.problem);
    const now = clock.now();
    if (looked.status === 'failed') {
      this.#schedule.failed(repository, now, looked.askAgainAt);
    } else {
      this.#schedule.done(repository, now, looked.again);
    }
  }

  /** Says what is wrong once, and not in every look. */
  #remember(repository: string, problem: string | undefined): void {
    const { logger, what } = this.#options;
    if (problem && this.#problems.get(repository) !== problem) {
      logger.warn(`A ${what} could not be polled`, { repository, problem });
    }
    if (problem) this.#problems.set(repository, problem);
    else this.#problems.delete(repository);
  }
}
