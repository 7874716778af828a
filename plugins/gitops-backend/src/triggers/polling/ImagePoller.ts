import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { StoredPipeline } from '../../pipelines/Declaration';
import type { PipelineStore } from '../../store/PipelineStore';
import type { ImageListener } from '../TriggerActions';
import type { ImagePushed } from '../TriggerEvent';
import { BoundedCache } from '../../registries/BoundedCache';
import type { Clock } from '../../registries/Clock';
import { RegistryUnavailable } from '../../registries/problems';
import { parseRepository } from '../../registries/RepositoryName';
import type { RegistryReader } from '../../registries/RegistryReader';
import type { Candidate, ChooseTags } from './choice';
import type { LookTools } from './findTags';
import { KnownTags } from './KnownTags';
import { listingOnce } from './listingOnce';
import { pollImages } from './pollImages';
import { Schedule } from './Schedule';
import { type Watch, watchedRepositories } from './watchedRepositories';

/** How often pipelines are read anew, in milliseconds. */
const PIPELINES_PERIOD = 10_000;

/** How long it waits where nothing is due, in milliseconds. */
const IDLE_WAIT = 1_000;

/** Repositories looked at side by side. */
const CONCURRENCY = 8;

/** How long one look at a repository goes on asking, in milliseconds: others wait for it. */
const LOOK_TIME = 60_000;

/** Pipelines read at a time. */
const PAGE = 200;

/** Rules whose last candidates are kept in mind. */
const MOST_RULES = 10_000;

/** What images are polled with. */
export interface ImagePollerOptions {
  pipelines: Pick<PipelineStore, 'list'>;
  /** Of the repositories that pipelines name, may this one's registry be asked? */
  isWatched: (repository: string) => boolean;
  /** How often is it looked at, in milliseconds? Announcements and webhooks are faster, this finds what they missed. */
  periodOf: (repository: string) => number;
  /** Its requests end with the signal. */
  createReader: (
    signal: AbortSignal,
  ) => Pick<RegistryReader, 'listTags' | 'resolve'>;
  /** The choice among tags that `packages/policy` makes. */
  choose: ChooseTags;
  /**
   * Takes candidates, best first, where they are others than those of the last look, and once after a start: the joint to
   * `announceRelease`. Those of several images that have one tag are one announcement. Where releases are ordered by when
   * they were announced, the best is to be announced last.
   */
  announce: (
    pipeline: StoredPipeline,
    candidates: Candidate[],
  ) => Promise<void>;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  logger: LoggerService;
  lifecycle: LifecycleService;
}

/** Is it this repository that was told of, by its whole name or without its registry? */
function meansSame(watched: string, told: string): boolean {
  const [one, other] = [parseRepository(watched), parseRepository(told)];
  return (
    one !== undefined &&
    (one.name === told ||
      (one.name === other?.name && one.registry === other.registry))
  );
}

/**
 * Looks for new images in the registries that pipelines name. Each repository has a time of its own, however many
 * pipelines share it, and is listed once for all of them. Every replica polls; a release that is announced twice is one.
 */
export class ImagePoller implements ImageListener {
  readonly #options: ImagePollerOptions;
  readonly #reader: Pick<RegistryReader, 'listTags' | 'resolve'>;
  readonly #known: KnownTags;
  readonly #schedule: Schedule;
  readonly #announced = new BoundedCache<string>(MOST_RULES);
  readonly #problems = new Map<string, string>();
  readonly #stop = new AbortController();
  #watched = new Map<string, Watch[]>();
  #readAt = -Infinity;
  #running: Promise<void> = Promise.resolve();

  static start(options: ImagePollerOptions): ImagePoller {
    const poller = new ImagePoller(options);
    options.lifecycle.addShutdownHook(() => poller.stop());
    poller.#running = poller.#run();
    return poller;
  }

  private constructor(options: ImagePollerOptions) {
    const { clock, random, periodOf } = options;
    this.#options = options;
    this.#reader = options.createReader(this.#stop.signal);
    this.#known = new KnownTags({ reader: this.#reader, clock });
    this.#schedule = new Schedule({ periodOf, random });
  }

  /** Ends the looks under way, and their requests. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /**
   * Looks at once where an image is said to have come: what it is, the registry says. A name without a registry means any of
   * this name. What nobody watches is not looked at.
   *
   * @throws Error where nothing could be learned.
   */
  async onImage({
    repository,
  }: Pick<ImagePushed, 'repository'>): Promise<void> {
    await this.#follow();
    for (const watched of this.#watched.keys()) {
      if (!meansSame(watched, repository)) continue;
      await this.#look(watched);
      const problem = this.#problems.get(watched);
      if (problem) throw new Error(problem);
    }
  }

  /** Why nothing is found in a repository, in a sentence; undefined where nothing is wrong. */
  problemOf(repository: string): string | undefined {
    return this.#problems.get(repository);
  }

  async #run(): Promise<void> {
    const { clock, logger } = this.#options;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const looked = await this.#beat().catch(error => {
        logger.warn('Registries could not be polled', { error: String(error) });
        return 0;
      });
      if (looked < CONCURRENCY) {
        await clock.sleep(IDLE_WAIT, signal).catch(() => {});
      }
    }
  }

  /** Reads anew what pipelines name. */
  async #follow(): Promise<void> {
    const { clock, isWatched } = this.#options;
    const watched = watchedRepositories(await this.#pipelines());
    for (const repository of watched.keys()) {
      if (!isWatched(repository)) watched.delete(repository);
    }
    this.#watched = watched;
    this.#readAt = clock.now();
    this.#schedule.follow(new Set(watched.keys()), this.#readAt);
    for (const repository of this.#problems.keys()) {
      if (!watched.has(repository)) this.#problems.delete(repository);
    }
  }

  /** Looks at what is due, as much as is looked at side by side, and says how many that were. */
  async #beat(): Promise<number> {
    const { clock } = this.#options;
    if (clock.now() - this.#readAt >= PIPELINES_PERIOD) await this.#follow();
    const due = this.#schedule.due(clock.now(), CONCURRENCY);
    await Promise.all(due.map(repository => this.#look(repository)));
    return due.length;
  }

  async #pipelines(): Promise<StoredPipeline[]> {
    const pipelines: StoredPipeline[] = [];
    for (;;) {
      const after = pipelines.at(-1)?.entityRef;
      const page = await this.#options.pipelines.list({ after, limit: PAGE });
      pipelines.push(...page);
      if (page.length < PAGE) return pipelines;
    }
  }

  async #look(repository: string): Promise<void> {
    const { clock, choose } = this.#options;
    const tools = {
      reader: { listTags: listingOnce(this.#reader) },
      known: this.#known,
      choose,
      clock,
    };
    const until = clock.now() + LOOK_TIME;
    let again: 'later' | 'atOnce' = 'later';
    let failure: { askAgainAt?: number } | undefined;
    let problem: string | undefined;
    for (const watch of this.#watched.get(repository) ?? []) {
      try {
        const outcome = await this.#poll(watch, tools, until);
        if (outcome.status === 'learning') again = 'atOnce';
        if (outcome.status === 'blocked') problem = outcome.reason;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        problem = error instanceof Error ? error.message : String(error);
        failure = error instanceof RegistryUnavailable ? error : {};
      }
    }
    this.#remember(repository, problem);
    const now = clock.now();
    if (failure) this.#schedule.failed(repository, now, failure.askAgainAt);
    else this.#schedule.done(repository, now, again);
  }

  async #poll(
    { pipeline, rule, images }: Watch,
    tools: LookTools,
    until: number,
  ) {
    const outcome = await pollImages(images, rule, tools, until);
    if (outcome.status !== 'found') return outcome;
    const { candidates } = outcome;
    const key = JSON.stringify([pipeline.entityRef, rule, images]);
    const found = JSON.stringify(candidates);
    if (candidates.length > 0 && this.#announced.get(key) !== found) {
      await this.#options.announce(pipeline, candidates);
      this.#announced.set(key, found);
    }
    return outcome;
  }

  /** Says what is wrong once, and not in every look. */
  #remember(repository: string, problem: string | undefined): void {
    if (problem && this.#problems.get(repository) !== problem) {
      this.#options.logger.warn('A registry could not be polled', {
        repository,
        problem,
      });
    }
    if (problem) this.#problems.set(repository, problem);
    else this.#problems.delete(repository);
  }
}
