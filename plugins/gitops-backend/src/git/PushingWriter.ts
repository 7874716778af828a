import type { Signature } from './commit';
import type { CommitOrder, CommitResult, CommitWriter } from './CommitWriter';
import { pushCommit } from './pushCommit';
import type { Signer } from './signing/Signer';

/** Makes commits here, with the key where there is one, and pushes them. */
export class PushingWriter implements CommitWriter {
  readonly #committer: Signature;
  readonly #signer: Signer | undefined;

  constructor(options: { committer: Signature; signer?: Signer }) {
    this.#committer = options.committer;
    this.#signer = options.signer;
  }

  async write(order: CommitOrder): Promise<CommitResult> {
    const { hosted, branch, expected, draft } = order;
    const commit = await hosted.mirror.buildCommit({
      ...draft,
      author: this.#committer,
      committer: this.#committer,
      signing: this.#signer?.environment,
    });
    await order.onCommit?.(commit);
    return pushCommit(hosted.mirror, { branch, commit, expected });
  }
}
