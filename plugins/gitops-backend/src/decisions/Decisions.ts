import type { Person } from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../config';
import type { CommitWriter } from '../git/CommitWriter';
import type { Mirror } from '../git/Mirror';
import { type HostedRepository, type Mirrors } from '../git/Mirrors';
import {
  type DecisionStore,
  type StoredDecision,
} from '../store/DecisionStore';
import {
  type NewDecision,
  NO_BRANCH,
  readStateBranch,
  STATE_BRANCH,
  writeDecisions,
} from './StateBranch';
import { environmentSubject } from './subjects';

/** How a person is shown who is known by an entity reference only. */
export function personOf(ref: string): Person {
  return /^[a-z]+:[\w.-]+\/[\w.-]+$/.test(ref)
    ? { name: ref.slice(ref.lastIndexOf('/') + 1), entityRef: ref }
    : { name: ref };
}

/** Is a head of the state branch one that came before another? */
async function isEarlier(
  mirror: Mirror,
  head: string,
  other: string,
): Promise<boolean> {
  return head !== NO_BRANCH && mirror.isAncestor(head, other);
}

/** Holds, freezes, rejections and accepted policies: decided by people, kept in Git, read from the store. */
export class Decisions {
  readonly #mirrors: Mirrors;
  readonly #commits: CommitWriter;
  readonly #store: DecisionStore;
  readonly #config: GitOpsConfig;
  readonly #onChange: (repository: string) => Promise<void>;
  readonly #read = new Set<string>();

  /** @param options - `onChange` is told of repositories whose decisions others have changed. */
  constructor(options: {
    mirrors: Mirrors;
    commits: CommitWriter;
    store: DecisionStore;
    config: GitOpsConfig;
    onChange?: (repository: string) => Promise<void>;
  }) {
    this.#mirrors = options.mirrors;
    this.#commits = options.commits;
    this.#store = options.store;
    this.#config = options.config;
    this.#onChange = options.onChange ?? (async () => {});
  }

  /**
   * Reads a repository's state branch where it has moved, and once in the life of a process, whose keys may be others. What
   * another replica read later already stands.
   *
   * @throws where it cannot be read: nothing is written to that repository then.
   */
  async refresh(hosted: HostedRepository): Promise<void> {
    const outcome = await this.#refresh(hosted);
    if (outcome === 'changed') await this.#onChange(hosted.repository);
  }

  async #refresh({
    repository,
    mirror,
  }: HostedRepository): Promise<'changed' | 'unchanged'> {
    for (;;) {
      const before = await this.#store.head(repository);
      // Another replica may have seen what this one has not fetched yet.
      if (before && before !== NO_BRANCH && !(await mirror.has(before))) {
        await mirror.refresh();
      }
      const head = mirror.head(STATE_BRANCH) ?? NO_BRANCH;
      if (before === head && this.#read.has(repository)) return 'unchanged';
      if (
        before &&
        before !== head &&
        (await isEarlier(mirror, head, before))
      ) {
        return 'unchanged';
      }
      const { decisions } = await readStateBranch(
        { repository, mirror },
        head,
        this.#config.sealKeys,
      );
      const outcome = await this.#store.replace({
        repository,
        before,
        head,
        decisions,
      });
      if (outcome === 'replaced') {
        this.#read.add(repository);
        return before === head ? 'unchanged' : 'changed';
      }
    }
  }

  /** Records a decision in every repository concerned, in Git first. */
  async record(repositories: string[], decision: NewDecision): Promise<void> {
    for (const repository of new Set(repositories)) {
      await this.#write(repository, { decisions: [decision] });
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

  /**
   * Records in one repository which policies hold, each in the place of the one that it was compared with.
   *
   * @returns those that were written: where another was accepted meanwhile, it stays.
   */
  async recordPolicies(
    repository: string,
    policies: Array<{ decision: NewDecision; replaces: string | undefined }>,
  ): Promise<NewDecision[]> {
    const { written } = await this.#write(repository, {
      decisions: policies.map(({ decision }) => decision),
      mayReplace: (before, by) => {
        const comparedWith = policies.find(({ decision }) => decision === by);
        const there = before?.status === 'inForce' ? before.commit : undefined;
        return there === undefined || there === comparedWith?.replaces;
      },
    });
    return written;
  }

  async #write(
    repository: string,
    what: Pick<
      Parameters<typeof writeDecisions>[0],
      'decisions' | 'mayReplace'
    >,
  ) {
    const hosted = await this.#mirrors.get(repository);
    const outcome = await writeDecisions({
      hosted,
      mirrors: this.#mirrors,
      commits: this.#commits,
      keys: this.#config.sealKeys,
      ...what,
    });
    await this.#refresh(hosted);
    return outcome;
  }

  /** What was accepted last for each environment of a pipeline, and of which that has ended; by its name. */
  async policies(entityRef: string): Promise<Map<string, StoredDecision>> {
    const prefix = environmentSubject({ entityRef, name: '' });
    const found = await this.#store.list({ kind: 'policy', prefix });
    // An environment that moved was accepted at its new place and has ended at the old one.
    const byStatus = [...found].sort((one, other) =>
      one.status === other.status
        ? 0
        : Number(one.status === 'inForce') * 2 - 1,
    );
    return new Map(
      byStatus.map(one => [one.subject.slice(prefix.length), one]),
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
