import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { StoredPipeline } from '../../pipelines/Declaration';
import type { KeepCandidates } from '../../releases/Candidate';
import type { PipelineStore } from '../../store/PipelineStore';
import type { ImageListener } from '../TriggerActions';
import type { ImagePushed } from '../TriggerEvent';
import { BoundedCache } from '../../registries/BoundedCache';
import type { Clock } from '../../registries/Clock';
import type { RegistryReader } from '../../registries/RegistryReader';
import { allPipelines } from './allPipelines';
import type { Candidate, TagChooser } from './choice';
import type { LookTools } from './findTags';
import { gatherLeft, type Polled } from './gatherLeft';
import { KnownTags } from './KnownTags';
import { listingOnce } from './listingOnce';
import { failedLook, type Looked, Lookout } from './Lookout';
import { meansSame } from './meansSame';
import { pollImages, type PollOutcome } from './pollImages';
import { SeenTags } from './SeenTags';
import { type Watch, watchedRepositories } from './watchedRepositories';

/** How long one look at a repository goes on asking, in milliseconds: others wait for it. */
const LOOK_TIME = 60_000;

/** Rules whose last candidates are kept in mind. */
const MOST_RULES = 10_000;

/** What images are polled with. */
export interface ImagePollerOptions {
  pipelines: Pick<PipelineStore, 'list'>;
  /** Of the repositories that pipelines name, may this one's registry be asked? */
  isWatched: (repository: string) => boolean;
  /** How often is it looked at, in milliseconds? Announcements and webhooks are faster, this finds what they missed. */
  periodOf: (repository: string) => number;
  /** Its requests end when `stop` is aborted. */
  reader: Pick<RegistryReader, 'listTags' | 'resolve'>;
  /** The choice among tags that `packages/policy` makes. */
  chooser: TagChooser;
  /**
   * Takes candidates, best first, where they are others than those of the last look, and once after a start: the joint to
   * `announceRelease`. Those of several images that have one tag are one announcement. Where releases are ordered by when
   * they were announced, the best is to be announced last.
   */
  announce: (
    pipeline: StoredPipeline,
    candidates: Candidate[],
  ) => Promise<void>;
  keep: KeepCandidates;
  stop: AbortController;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  logger: LoggerService;
  lifecycle: LifecycleService;
}

/**
 * Looks for new images in the registries that pipelines name. A repository is listed once for all pipelines that share it.
 * Every replica polls; a release that is announced twice is one.
 */
export class ImagePoller implements ImageListener {
  readonly #options: ImagePollerOptions;
  readonly #known: KnownTags;
  readonly #seen: SeenTags;
  readonly #announced = new BoundedCache<string>(MOST_RULES);
  readonly #lookout: Lookout<Watch[]>;

  static start(options: ImagePollerOptions): ImagePoller {
    const poller = new ImagePoller(options);
    poller.#lookout.start();
    return poller;
  }

  private constructor(options: ImagePollerOptions) {
    this.#options = options;
    this.#known = new KnownTags(options);
    this.#seen = new SeenTags(options);
    this.#lookout = new Lookout({
      ...options,
      what: 'registry',
      watched: () => this.#watched(),
      look: (_, watches) => this.#look(watches),
    });
  }

  /** Ends the looks under way, and their requests. */
  async stop(): Promise<void> {
    await this.#lookout.stop();
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
    await this.#lookout.lookNow(watched => meansSame(watched, repository));
  }

  /** Why nothing is found in a repository, in a sentence; undefined where nothing is wrong. */
  problemOf(repository: string): string | undefined {
    return this.#lookout.problemOf(repository);
  }

  async #watched(): Promise<Map<string, Watch[]>> {
    const { pipelines, isWatched } = this.#options;
    const watched = watchedRepositories(await allPipelines(pipelines));
    for (const repository of watched.keys()) {
      if (!isWatched(repository)) watched.delete(repository);
    }
    return watched;
  }

  async #look(watches: Watch[]): Promise<Looked> {
    const { reader, clock, chooser } = this.#options;
    const tools = {
      reader: { listTags: listingOnce(reader) },
      known: this.#known,
      seen: this.#seen,
      chooser,
      clock,
    };
    const until = clock.now() + LOOK_TIME;
    const polled: Polled[] = [];
    let looked: Looked = { status: 'good', again: 'later' };
    for (const watch of watches) {
      try {
        const outcome = await this.#poll(watch, tools, until);
        polled.push({ watch, outcome });
        if (looked.status === 'failed') continue;
        if (outcome.status === 'learning') looked.again = 'atOnce';
        if (outcome.status === 'blocked') looked.problem = outcome.reason;
      } catch (error) {
        polled.push({ watch });
        looked = failedLook(error);
      }
    }
    for (const { pipeline, origin, candidates } of gatherLeft(polled)) {
      await this.#options.keep(pipeline, origin, candidates);
    }
    return looked;
  }

  async #poll(
    { pipeline, rule, images }: Watch,
    tools: LookTools,
    until: number,
  ): Promise<PollOutcome> {
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
}
