import {
  LocalGitHost,
  type LocalRepositories,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import type {
  CommitOutcome,
  GitHost,
} from '@backstage-gitops/plugin-gitops-node';
import { buildCommit } from '../git/commit';
import { git } from '../git/git';
import type { Signer } from '../git/signing/Signer';

const ACCOUNT = { name: 'app', email: 'app@host.example.com' };

/** The embedded host, with commits by its API that it signs as an app. */
export class CommittingHost extends LocalGitHost {
  readonly #repositories: LocalRepositories;
  readonly #signer: Signer | undefined;

  constructor(repositories: LocalRepositories, signer?: Signer) {
    super(repositories);
    this.#repositories = repositories;
    this.#signer = signer;
  }

  async createCommit({
    repository,
    branch,
    expectedHead,
    message,
    changes,
  }: Parameters<
    NonNullable<GitHost['createCommit']>
  >[0]): Promise<CommitOutcome> {
    const { directory } = this.#repositories.get(repository);
    const commit = await buildCommit({
      directory,
      parent: expectedHead,
      changes: new Map(
        [...changes].map(([path, text]) => [
          path,
          text === undefined ? undefined : { text },
        ]),
      ),
      message,
      at: new Date().toISOString(),
      author: ACCOUNT,
      committer: ACCOUNT,
      signing: this.#signer?.environment,
    });
    const ref = `refs/heads/${branch}`;
    return git(['update-ref', ref, commit, expectedHead], { directory }).then(
      () => ({ status: 'created', commit }),
      () => ({ status: 'headMoved' }),
    );
  }
}
