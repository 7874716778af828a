import type {
  exchange,
  ExchangeOutcome,
  ExchangeRequest,
} from '../network/exchange';
import { BoundedCache } from './BoundedCache';
import { Budget } from './Budget';
import type { Clock } from './Clock';
import { RegistryRefused, RegistryUnavailable } from './problems';
import type { RegistrySettings } from './RegistrySettings';
import { nextWait, troubleIn } from './retries';

/** How long one request may take, in milliseconds. */
const REQUEST_TIME = 10_000;

/** How long a request may wait until it goes, in milliseconds. */
const PATIENCE = 20_000;

/** How long a registry is left alone that failed and does not say for how long, in milliseconds. */
const REST = 30_000;

/** Registries whose budget is kept in mind; pipeline files name them, so their number has no other end. */
const MOST_REGISTRIES = 1_000;

/** What a registry, or somebody in its place, is asked. */
export interface PatientRequest
  extends Pick<ExchangeRequest, 'url' | 'headers' | 'network'> {
  method: 'GET' | 'HEAD';
  /** Most bytes of the answer. */
  bytes: number;
  /** What it is asked for, such as `the tags of acme/payments`. */
  what: string;
}

/** An answer to what was asked; its code is not judged yet. */
export type Answered = Extract<ExchangeOutcome, { status: 'answered' }>;

/** What asking is done with. */
export interface PatientClientOptions {
  exchange: typeof exchange;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  /** Ends every request and every wait. */
  signal: AbortSignal;
}

/** Asks registries within the budget of each, and again where one is busy or away. */
export class PatientClient {
  readonly #options: PatientClientOptions;
  readonly #budgets = new BoundedCache<Budget>(MOST_REGISTRIES);

  constructor(options: PatientClientOptions) {
    this.#options = options;
  }

  /**
   * @throws RegistryUnavailable where nobody answers although it was tried again, or the budget is used up.
   * @throws RegistryRefused where the address may not be called, or the answer is larger than what is read.
   */
  async ask(
    registry: RegistrySettings,
    { what, bytes, ...request }: PatientRequest,
  ): Promise<Answered> {
    const { clock, random, signal } = this.#options;
    for (let tries = 1; ; tries += 1) {
      await this.#turn(registry);
      const outcome = await this.#options.exchange({
        ...request,
        headers: { 'User-Agent': 'gitops-for-backstage', ...request.headers },
        limits: { milliseconds: REQUEST_TIME, bytes },
        signal,
      });
      signal.throwIfAborted();
      const trouble = troubleIn(outcome, clock.now());
      if (!trouble) {
        if (outcome.status === 'answered') return outcome;
        throw new RegistryRefused(
          `${registry.host} did not tell ${what}. ${outcome.reason}`,
        );
      }
      const wait = nextWait(tries, trouble, {
        random: random(),
        patience: PATIENCE,
      });
      // Whoever else asks this registry waits as well.
      const until = clock.now() + (wait ?? trouble.wait ?? REST);
      this.#budget(registry).rest(until);
      if (wait === undefined) {
        throw new RegistryUnavailable(
          `${registry.host} did not tell ${what}. ${trouble.reason}`,
          until,
        );
      }
    }
  }

  async #turn(registry: RegistrySettings): Promise<void> {
    const { clock, signal } = this.#options;
    const now = clock.now();
    const turn = this.#budget(registry).take(now, PATIENCE);
    if (turn.status === 'refused') {
      throw new RegistryUnavailable(
        `${registry.host} is left alone until ${new Date(
          turn.askAgainAt,
        ).toISOString()}: it was busy or away, or its budget of ${
          registry.budget
        } requests a minute is used up.`,
        turn.askAgainAt,
      );
    }
    if (turn.at > now) await clock.sleep(turn.at - now, signal);
  }

  #budget({ host, budget }: RegistrySettings): Budget {
    const known = this.#budgets.get(host);
    if (known) return known;
    const created = new Budget(budget);
    this.#budgets.set(host, created);
    return created;
  }
}
