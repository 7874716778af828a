/** A commit in full, as kustomize's `?ref=` can name it: nothing else in Git stays what it is. */
const COMMIT = /[?&](ref|version)=[0-9a-f]{40}(&|$)/i;

/** `repository/chart@1.2.3`: one version. `^1.2`, `1.x` or none at all leave the choice to the day it is fetched. */
const EXACT_VERSION = /@v?\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/;

/** `@sha256:...` */
const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** Could a remote reference stand for something else today than it did when it was written? */
export function mayHaveChanged(reference: string): boolean {
  return ![COMMIT, EXACT_VERSION, DIGEST].some(pinned =>
    pinned.test(reference),
  );
}
