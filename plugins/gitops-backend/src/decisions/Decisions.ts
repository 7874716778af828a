import type { Person } from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../config';
import { type HostedRepository, type Mirrors } from '../git/Mirrors';
import {
  type DecisionStore,
  type StoredDecision,
} from '../store/DecisionStore';
import { readStateBranch, writeDecision } from './StateBranch';

/** How a person is shown who is known by an entity reference only. */
export function personOf(ref: string): Person {
  return /^[a-z]+:.+\/.+/.test(ref)
    ? { name: ref.slice(ref.lastIndexOf('/') + 1), entityRef: ref }
    : { name: ref };
}

/** Holds, freezes and rejections: decided by people, kept in Git, read from the store. */
export class Decisions {
  readonly #mirrors: Mirrors;
  readonly #store: DecisionStore;
  readonly #config: GitOpsConfig;
  readonly #seen = new Map<string, string>();

  constructor(options: {
    mirrors: Mirrors;
    store: DecisionStore;
    config: GitOpsConfig;
  }) {
    this.#mirrors = options.mirrors;
    this.#store = options.store;
    this.#config = options.config;
  }

  /**
   * Reads a repository's state branch where it has moved.
   *
   * @throws where it cannot be read: nothing is written to that repository then.
   */
  async refresh(hosted: HostedRepository): Promise<void> {
    const head = hosted.mirror.head('gitops/state') ?? 'none';
    if (this.#seen.get(hosted.repository) === head) return;
    const { decisions } = await readStateBranch(hosted, this.#config.sealKeys);
    await this.#store.replace(hosted.repository, decisions);
    this.#seen.set(hosted.repository, head);
  }

  /** Records a decision in every repository concerned, in Git first. */
  async record(
    repositories: string[],
    decision: Omit<StoredDecision, 'repository'>,
  ): Promise<void> {
    for (const repository of new Set(repositories)) {
      const hosted = await this.#mirrors.get(repository);
      await writeDecision({
        hosted,
        mirrors: this.#mirrors,
        decision,
        keys: this.#config.sealKeys,
        committer: this.#config.git.committer,
      });
      await this.refresh(hosted);
    }
  }

  /**
   * Records a decision in those of the repositories that do not hold it, or a later one on the same subject. So
   * whoever completes what another process began does not undo what people decided since.
   */
  async recordOnce(
    repositories: string[],
    decision: Omit<StoredDecision, 'repository'>,
  ): Promise<void> {
    const known = await this.#store.list({
      kind: decision.kind,
      subjects: [decision.subject],
    });
    const recorded = new Set(
      known
        .filter(({ at }) => Date.parse(at) >= Date.parse(decision.at))
        .map(({ repository }) => repository),
    );
    await this.record(
      repositories.filter(repository => !recorded.has(repository)),
      decision,
    );
  }

  /** What is in force on these subjects. */
  async inForce(
    kind: StoredDecision['kind'],
    subjects: string[],
  ): Promise<StoredDecision[]> {
    const found = await this.#store.list({ kind, subjects });
    return found.filter(decision => decision.status === 'inForce');
  }

  /** Was anything of this kind ever decided on the subject? */
  async known(
    kind: StoredDecision['kind'],
    subject: string,
  ): Promise<StoredDecision | undefined> {
    return (await this.#store.list({ kind, subjects: [subject] }))[0];
  }

  /** Every freeze in force. */
  async freezes(): Promise<StoredDecision[]> {
    const found = await this.#store.list({ kind: 'freeze' });
    return found.filter(decision => decision.status === 'inForce');
  }
}
