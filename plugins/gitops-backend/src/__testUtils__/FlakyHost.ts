import { EventEmitter, once } from 'node:events';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  type GitHost,
  gitopsGitHostsExtensionPoint,
} from '@backstage-gitops/plugin-gitops-node';

/** What hosts answer on a bad day. None of it is the last word. */
const ACCIDENTS = [
  '502 Bad Gateway',
  '503 Service Unavailable',
  '429 Too Many Requests: secondary rate limit',
  'ETIMEDOUT',
] as const;

/** The methods that go over the network. */
const CALLS: ReadonlySet<string | symbol> = new Set<keyof GitHost>([
  'closePullRequest',
  'commentOnPullRequest',
  'createCommit',
  'findPullRequestByMergeCommit',
  'getPullRequest',
  'listCommitStatuses',
  'listPullRequests',
  'listReviews',
  'mergePullRequest',
  'openPullRequest',
  'readPullRequests',
  'remote',
  'requestReviewers',
  'setCommitStatus',
  'updatePullRequest',
]);

/** A Git host of whose calls a share fails: some before anything was done, some after it. */
export class FlakyHost {
  readonly host: GitHost;
  readonly #random: () => number;
  readonly #called = new EventEmitter();
  /** Methods whose next answer is lost, with what is told of it. */
  readonly #lost = new Map<string | symbol, () => void>();
  /** The share of calls that fail, from 0 to 1. */
  share = 0;
  failures = 0;
  readonly #calls = new Map<string, number>();

  constructor(inner: GitHost, random: () => number) {
    this.#random = random;
    this.host = new Proxy(inner, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        const method = value.bind(target);
        return CALLS.has(name)
          ? (...options: unknown[]) =>
              this.#call(name, () => method(...options))
          : method;
      },
    });
  }

  get calls(): number {
    return [...this.#calls.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How often each method was called. */
  count(): Partial<Record<keyof GitHost, number>> {
    return Object.fromEntries(this.#calls);
  }

  /** Resolves when a method is called next. */
  async nextCallOf(name: keyof GitHost): Promise<void> {
    await once(this.#called, name);
  }

  /** The next call of a method is done, and what it answers never arrives. Resolves when it is done. */
  async loseAnswerOf(name: keyof GitHost): Promise<void> {
    await new Promise<void>(resolve => {
      this.#lost.set(name, resolve);
    });
  }

  async #call(name: string | symbol, work: () => unknown): Promise<unknown> {
    this.#calls.set(String(name), (this.#calls.get(String(name)) ?? 0) + 1);
    this.#called.emit(name);
    const lost = this.#lost.get(name);
    this.#lost.delete(name);
    if (!lost && this.#random() >= this.share) return work();
    this.failures += 1;
    const accident = ACCIDENTS[Math.floor(this.#random() * ACCIDENTS.length)];
    if (lost || accident === 'ETIMEDOUT') await work();
    lost?.();
    throw new Error(`The host answers ${accident} to ${String(name)}`);
  }
}

/** Adds a host that is there by the time the backend starts. */
export function hostModule(host: () => GitHost) {
  return createBackendModule({
    pluginId: 'gitops',
    moduleId: 'flaky',
    register(env) {
      env.registerInit({
        deps: { hosts: gitopsGitHostsExtensionPoint },
        async init({ hosts }) {
          hosts.addHost(host());
        },
      });
    },
  });
}
