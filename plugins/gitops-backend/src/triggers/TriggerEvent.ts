/** An image came into a registry. */
export interface ImagePushed {
  kind: 'imagePushed';
  /**
   * Registry and path in one spelling, such as `ghcr.io/acme/app` or `docker.io/library/redis`: see `imageRepository`. The
   * path alone, such as `acme/app`, where a sender does not say which registry it is.
   */
  repository: string;
  /** Missing where only a digest was pushed. */
  tag?: string;
  /** The sender's word: the registry is asked before anything relies on it. */
  digest?: string;
}

/** A branch or a tag. */
export interface GitRef {
  kind: 'branch' | 'tag';
  name: string;
}

/** A branch or a tag of a Git repository was made, moved or deleted. */
export interface GitPushed {
  kind: 'gitPushed';
  /** Its URL, without `.git` and without a trailing slash. */
  repository: string;
  ref: GitRef;
  /** Where it is now; missing where it was deleted. */
  commit?: string;
  /** Missing where a sender does not say which branch is the default one. */
  touchedDefaultBranch?: boolean;
}

/** A pull request was opened, pushed to, reviewed, merged, closed or edited. What it is now, its host is asked. */
export interface PullRequestChanged {
  kind: 'pullRequestChanged';
  /** URL of the repository that it would be merged into. */
  repository: string;
  number: number;
}

/** The merge queue of a branch tests other pull requests than before. Which, its host is asked. */
export interface MergeQueueChanged {
  kind: 'mergeQueueChanged';
  repository: string;
  branch: string;
}

/** A commit was given a status, or a check of it began or ended. What it says now, its host is asked. */
export interface CommitChecked {
  kind: 'commitChecked';
  repository: string;
  commit: string;
}

/** What the outside world says has happened. It is a reason to look, never a fact to act on. */
export type TriggerEvent =
  | ImagePushed
  | GitPushed
  | PullRequestChanged
  | MergeQueueChanged
  | CommitChecked;
