import type { GitRemote } from '@backstage-gitops/plugin-gitops-node';
import type { Signature } from './commit';
import { authorizationEnvironment, git } from './git';
import { SharedRun } from './SharedRun';

/** A tag of a commit. */
export interface GitTag {
  name: string;
  commit: string;
  /** Who made it, as an annotated tag says; a lightweight one says nothing. */
  tagger?: Signature;
  /** ISO 8601, UTC: when an annotated tag was made; of a lightweight one when its commit was. */
  createdAt: string;
}

const FIELDS = [
  'refname:strip=2',
  'objecttype',
  'objectname',
  '*objecttype',
  '*objectname',
  'creatordate:iso-strict',
  'taggername',
  'taggeremail:trim',
];

/** Reads a line of what git says of its tags; undefined for what tags no commit, or says no time. */
function readTag(line: string): GitTag | undefined {
  const [name, type, id, innerType, innerId, date, tagger, email] =
    line.split('\x01');
  const isAnnotated = type === 'tag';
  const at = Date.parse(date);
  if ((isAnnotated ? innerType : type) !== 'commit' || Number.isNaN(at)) {
    return undefined;
  }
  return {
    name,
    commit: isAnnotated ? innerId : id,
    ...(isAnnotated && tagger ? { tagger: { name: tagger, email } } : {}),
    createdAt: new Date(at).toISOString(),
  };
}

/** The tags of a mirrored repository. Few repositories are asked for theirs, so they are not part of every refresh. */
export class MirroredTags {
  readonly #directory: string;
  readonly #remote: () => Promise<GitRemote>;
  readonly #refreshing = new SharedRun(() => this.#fetch());
  #listing = '';
  #tags: GitTag[] = [];

  constructor(options: {
    directory: string;
    remote: () => Promise<GitRemote>;
  }) {
    this.#directory = options.directory;
    this.#remote = options.remote;
  }

  /** The tags as they are on the host now; many callers at once ask it once. */
  async read(): Promise<GitTag[]> {
    await this.#refreshing.join();
    return this.#tags;
  }

  /** Asks what there is first, and fetches only where that has changed. */
  async #fetch(): Promise<void> {
    const { url, authorization } = await this.#remote();
    const env = authorizationEnvironment(authorization);
    const answer = await git(
      ['ls-remote', '--refs', '--end-of-options', url, 'refs/tags/*'],
      { env },
    );
    const listing = answer.toString();
    if (listing === this.#listing) return;
    await git(
      [
        'fetch',
        '--quiet',
        '--prune',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-auto-gc',
        '--end-of-options',
        url,
        '+refs/tags/*:refs/tags/*',
      ],
      { directory: this.#directory, env },
    );
    const format = FIELDS.map(field => `%(${field})`).join('%01');
    const told = await git(
      ['for-each-ref', `--format=${format}`, 'refs/tags'],
      { directory: this.#directory },
    );
    this.#tags = told
      .toString()
      .split('\n')
      .flatMap(line => (line && readTag(line)) || []);
    this.#listing = listing;
  }
}
