import type { Lookout } from '../environments/Lookout';
import { headBranchOf } from '../promotions/headBranch';
import type { Services } from '../promotions/services';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import type { NewsSubject } from '../store/NewsStore';
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

function environmentOf(one: {
  entityRef: string;
  environment: string;
}): EnvironmentKey {
  return { entityRef: one.entityRef, name: one.environment };
}

/** What actions are done with. */
export type ActionServices = Pick<
  Services,
  | 'mirrors'
  | 'environments'
  | 'branches'
  | 'pipelines'
  | 'promotions'
  | 'reverts'
  | 'violations'
  | 'news'
>;

/** Does what events ask for. Only repositories that something here uses are ever called. */
export class TriggerActions {
  readonly #services: ActionServices;
  readonly #lookout: Pick<Lookout, 'look'>;
  readonly #images: ImageListener[];
  readonly #sources: SourceListener;
  readonly #lookForPipelines: () => Promise<void>;

  constructor(options: {
    services: ActionServices;
    lookout: Pick<Lookout, 'look'>;
    images: ImageListener[];
    sources: SourceListener;
    lookForPipelines: () => Promise<void>;
  }) {
    this.#services = options.services;
    this.#lookout = options.lookout;
    this.#images = options.images;
    this.#sources = options.sources;
    this.#lookForPipelines = options.lookForPipelines;
  }

  async perform(events: readonly TriggerEvent[]): Promise<void> {
    for (const act of actsOf(events)) await this.#do(act);
  }

  async #do(act: Act): Promise<void> {
    const { environments, promotions } = this.#services;
    switch (act.kind) {
      case 'image':
        for (const one of this.#images) await one.onImage(act.image);
        return undefined;
      case 'source':
        return this.#sources.onSource(act.repository);
      case 'mergeQueue': {
        const { repository, branch } = act;
        await this.#tell(repository, ['pulls']);
        return this.#wake(await environments.list({ repository, branch }));
      }
      case 'lookForPipelines':
        return (await this.#holdsPipelines(act.repository))
          ? this.#lookForPipelines()
          : undefined;
      case 'branch': {
        const { repository, branch } = act;
        const there = await environments.list({ repository });
        return this.#wake(there.filter(one => headBranchOf(one) === branch));
      }
      case 'pullRequest': {
        const { repository, number } = act;
        const proposed = await this.#proposedBy(repository, number);
        await this.#tell(repository, [
          'pulls',
          proposed.length > 0 ? `pull ${number}` : 'others',
        ]);
        await this.#lookout.look(repository);
        return this.#wake(proposed);
      }
      case 'commit': {
        const { repository, commit } = act;
        const proposed = await promotions.underWay(repository, {
          headCommit: commit,
        });
        await this.#tell(repository, [
          'statuses',
          `commit ${commit}`,
          ...proposed.flatMap(({ pullRequest }): NewsSubject[] =>
            pullRequest ? [`pull ${pullRequest}`] : [],
          ),
        ]);
        return this.#wake(proposed.map(environmentOf));
      }
      default:
        await this.#tell(act.repository);
        return this.#lookout.look(act.repository);
    }
  }

  /** What hosts tell of repositories that none of ours has, nobody remembers anything of. */
  async #tell(repository: string, subjects?: NewsSubject[]): Promise<void> {
    if (!this.#services.mirrors.hostOf(repository)) return;
    await this.#services.news.tell(repository, subjects);
  }

  async #wake(keys: EnvironmentKey[]): Promise<void> {
    await this.#services.branches.wake(keys);
  }

  /** The environments whose promotion or revert under way is this pull request. */
  async #proposedBy(
    repository: string,
    number: number,
  ): Promise<EnvironmentKey[]> {
    const { promotions, reverts, violations } = this.#services;
    const promoted = await promotions.underWay(repository, {
      pullRequest: number,
    });
    const keys = promoted.map(environmentOf);
    for (const revert of await reverts.byPullRequest(repository, number)) {
      keys.push(...(await violations.ofCommit(revert)).map(environmentOf));
    }
    return keys;
  }

  async #holdsPipelines(repository: string): Promise<boolean> {
    let after: string | undefined;
    do {
      const page = await this.#services.pipelines.list({ after, limit: PAGE });
      const isThere = page.some(
        ({ file }) =>
          file &&
          this.#services.mirrors.parseFileUrl(file)?.repository === repository,
      );
      if (isThere) return true;
      after = page.length === PAGE ? page[PAGE - 1].entityRef : undefined;
    } while (after);
    return false;
  }
}
