import type { Mirrors } from '../git/Mirrors';
import type { EnvironmentStore } from '../store/EnvironmentStore';
import type { PipelineStore } from '../store/PipelineStore';
import { type Act, actsOf } from './actsOf';
import type { ImagePushed, TriggerEvent } from './TriggerEvent';

/** Pipelines that are looked at in one go. */
const PAGE = 200;

/** Whoever makes releases of images. */
export interface ImageListener {
  /**
   * An image is said to have come into a registry. It may be told more than once, and of images that no pipeline has. What
   * throws is tried again.
   */
  onImage(image: ImagePushed): Promise<void>;
}

/** Whoever makes releases of tags and pull requests. */
export interface SourceListener {
  /**
   * A tag or a pull request of a repository is said to have changed. It may be told more than once, and of repositories that no
   * pipeline has. What throws is tried again.
   */
  onSource(repository: string): Promise<void>;
}

/** Does what events ask for. Only repositories that something here uses are ever called. */
export class TriggerActions {
  readonly #mirrors: Mirrors;
  readonly #environments: EnvironmentStore;
  readonly #pipelines: PipelineStore;
  readonly #images: ImageListener[];
  readonly #sources: SourceListener;
  readonly #lookForPipelines: () => Promise<void>;

  constructor(options: {
    mirrors: Mirrors;
    environments: EnvironmentStore;
    pipelines: PipelineStore;
    images: ImageListener[];
    sources: SourceListener;
    lookForPipelines: () => Promise<void>;
  }) {
    this.#mirrors = options.mirrors;
    this.#environments = options.environments;
    this.#pipelines = options.pipelines;
    this.#images = options.images;
    this.#sources = options.sources;
    this.#lookForPipelines = options.lookForPipelines;
  }

  async perform(events: readonly TriggerEvent[]): Promise<void> {
    for (const act of actsOf(events)) await this.#do(act);
  }

  async #do(act: Act): Promise<void> {
    switch (act.kind) {
      case 'image':
        for (const one of this.#images) await one.onImage(act.image);
        return undefined;
      case 'source':
        return this.#sources.onSource(act.repository);
      case 'refresh':
        return this.#refresh(act.repository);
      case 'lookForPipelines':
        return (await this.#holdsPipelines(act.repository))
          ? this.#lookForPipelines()
          : undefined;
      default:
        return this.#environments.wake({ repository: act.repository });
    }
  }

  /** A webhook of a whole organization tells of everything: what no environment uses is not even cloned. */
  async #refresh(repository: string): Promise<void> {
    if (!this.#mirrors.hostOf(repository)) return;
    const [used] = await this.#environments.list({ repository });
    if (!used) return;
    const { mirror } = await this.#mirrors.get(repository);
    await mirror.refresh();
  }

  async #holdsPipelines(repository: string): Promise<boolean> {
    let after: string | undefined;
    do {
      const page = await this.#pipelines.list({ after, limit: PAGE });
      const isThere = page.some(
        ({ file }) =>
          file && this.#mirrors.parseFileUrl(file)?.repository === repository,
      );
      if (isThere) return true;
      after = page.length === PAGE ? page[PAGE - 1].entityRef : undefined;
    } while (after);
    return false;
  }
}
