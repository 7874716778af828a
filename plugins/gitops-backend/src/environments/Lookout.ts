import type { LifecycleService } from '@backstage/backend-plugin-api';
import type { HostedRepository } from '../git/Mirrors';
import { SharedRun } from '../git/SharedRun';
import { OtherPullRequests } from '../promotions/OtherPullRequests';
import type { Services } from '../promotions/services';
import { Alarm } from '../reconciliation/Alarm';
import type { LeftBehind } from '../store/BranchStore';
import { touched } from './touched';

/** Repositories that are looked at side by side. */
const CONCURRENCY = 4;

/**
 * Looks at the repositories that environments are in, one question each, and asks for a pass over those environments that
 * what has come to their branch may have changed. All others are known to be as they were.
 */
export class Lookout {
  readonly #services: Services;
  readonly #others: OtherPullRequests;
  readonly #looks = new Map<string, SharedRun>();
  readonly #alarm = new Alarm();
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  static start(options: {
    services: Services;
    lifecycle: LifecycleService;
  }): Lookout {
    const lookout = new Lookout(options.services);
    options.lifecycle.addShutdownHook(() => lookout.stop());
    lookout.#running = lookout.#run();
    return lookout;
  }

  private constructor(services: Services) {
    this.#services = services;
    this.#others = new OtherPullRequests(services);
  }

  /** Ends after the looks under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /**
   * Looks at a repository now, if an environment here was ever read from it; many who ask at once share one look.
   *
   * @throws where the repository cannot be looked at; the board says so, too.
   */
  async look(repository: string): Promise<void> {
    let look = this.#looks.get(repository);
    if (!look) {
      look = new SharedRun(() => this.#look(repository));
      this.#looks.set(repository, look);
    }
    await look.join();
  }

  async #run(): Promise<void> {
    const { branches, config, logger } = this.#services;
    while (!this.#stop.signal.aborted) {
      const repositories = await branches.repositories().catch(error => {
        logger.warn('The repositories to look at are not known', {
          error: String(error),
        });
        return [];
      });
      await Promise.all(
        Array.from({ length: CONCURRENCY }, () =>
          this.#lookAtAll(repositories),
        ),
      );
      await this.#alarm.sleep(config.git.poll, this.#stop.signal);
    }
  }

  /** Takes one repository after the other from those that are left. */
  async #lookAtAll(left: string[]): Promise<void> {
    for (
      let repository = left.shift();
      repository !== undefined && !this.#stop.signal.aborted;
      repository = left.shift()
    ) {
      const missed = repository;
      await this.look(missed).catch(error =>
        this.#services.logger.warn(`${missed} cannot be looked at`, {
          error: String(error),
        }),
      );
    }
  }

  async #look(repository: string): Promise<void> {
    const { branches, mirrors, decisions, hostReader } = this.#services;
    const names = await branches.branches(repository);
    if (names.length === 0) return;
    const hosted = await mirrors.get(repository);
    try {
      await hostReader.refresh(hosted, performance.now());
      await decisions.refresh(hosted);
      await branches.recover(repository);
      for (const branch of names) await this.#lookAt(hosted, branch);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await branches.miss(repository, message);
      throw error;
    }
    for (const branch of names) await this.#others.report(hosted, branch);
  }

  async #lookAt(hosted: HostedRepository, branch: string): Promise<void> {
    const { branches } = this.#services;
    const { repository, mirror } = hosted;
    const head = mirror.head(branch);
    const behind = await branches.behind({ repository, branch }, head ?? '');
    const asOf = new Date().toISOString();
    for (const from of new Set(behind.map(one => one.head))) {
      const group = behind.filter(one => one.head === from);
      const due = await this.#touched(hosted, group, head);
      await branches.wake([...due]);
      if (head) {
        const known = group.filter(one => !due.has(one));
        await branches.advance(known, { from, to: head });
      }
    }
    if (head) await branches.seen({ repository, branch }, head, asOf);
  }

  /** Those of environments that were read at the same head that may have changed since. */
  async #touched(
    { mirror }: HostedRepository,
    group: LeftBehind[],
    head: string | undefined,
  ): Promise<ReadonlySet<LeftBehind>> {
    const [{ head: from }] = group;
    const commits =
      head && (await mirror.isAncestor(from, head))
        ? await mirror.pathsBetween(from, head)
        : undefined;
    // A branch that is gone or was rewritten, or grew by very much, is read again by everybody.
    return commits ? touched(group, commits) : new Set(group);
  }
}
