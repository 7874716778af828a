import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { type Mirrors } from '../../git/Mirrors';
import {
  lookAtSource,
  type SourceTools,
  type SourceWatch,
} from '../../releases/sources/lookAtSource';
import type { Clock } from '../../registries/Clock';
import type { PipelineStore } from '../../store/PipelineStore';
import type { ImageListener, SourceListener } from '../TriggerActions';
import type { ImagePushed } from '../TriggerEvent';
import { allPipelines } from './allPipelines';
import { Lookout } from './Lookout';
import { meansSame } from './meansSame';

/** How often each of them is looked at, in milliseconds. */
const PERIOD = 120_000;

/** What source repositories are polled with. */
export interface SourcePollerOptions extends SourceTools {
  pipelines: Pick<PipelineStore, 'list'>;
  mirrors: Mirrors;
  stop: AbortController;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  logger: LoggerService;
  lifecycle: LifecycleService;
}

/**
 * Looks for new tags and pull requests in the repositories that pipelines live in, and for the images of those that wait
 * for theirs. Every replica polls; a release that is found twice is one.
 */
export class SourcePoller implements SourceListener, ImageListener {
  readonly #options: SourcePollerOptions;
  readonly #lookout: Lookout<SourceWatch[]>;

  static start(options: SourcePollerOptions): SourcePoller {
    const poller = new SourcePoller(options);
    poller.#lookout.start();
    return poller;
  }

  private constructor(options: SourcePollerOptions) {
    this.#options = options;
    this.#lookout = new Lookout({
      ...options,
      what: 'source repository',
      periodOf: () => PERIOD,
      watched: () => this.#watched(),
      look: async (repository, watches) => {
        const hosted = await options.mirrors.get(repository);
        await lookAtSource(hosted, watches, options);
        return { status: 'good', again: 'later' };
      },
    });
  }

  /** Looks at once where a tag or a pull request is said to have changed. */
  async onSource(repository: string): Promise<void> {
    await this.#lookout.lookNow(watched => watched === repository);
  }

  /** Looks at once where an image is said to have come that something may wait for. */
  async onImage({ repository }: ImagePushed): Promise<void> {
    await this.#lookout.lookNow((_, watches) =>
      watches.some(({ pipeline }) =>
        pipeline.declaration?.images.some(image =>
          meansSame(image.repository, repository),
        ),
      ),
    );
  }

  /** Pipelines with rules on tags or pull requests, by the repository that their file lies in. */
  async #watched(): Promise<Map<string, SourceWatch[]>> {
    const { pipelines, mirrors } = this.#options;
    const watched = new Map<string, SourceWatch[]>();
    for (const pipeline of await allPipelines(pipelines)) {
      const rules = pipeline.declaration?.releases ?? [];
      const gitTags = rules.flatMap(rule =>
        rule.on === 'gitTag' ? [rule] : [],
      );
      const pullRequests = rules.flatMap(rule =>
        rule.on === 'pullRequest' ? [rule] : [],
      );
      const file = pipeline.file && mirrors.parseFileUrl(pipeline.file);
      if (!file || gitTags.length + pullRequests.length === 0) continue;
      watched.set(file.repository, [
        ...(watched.get(file.repository) ?? []),
        { pipeline, gitTags, pullRequests },
      ]);
    }
    return watched;
  }
}
