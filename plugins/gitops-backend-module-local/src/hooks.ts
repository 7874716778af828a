import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Refuses what a protected branch does not allow, and every ref that is the host's own. */
const UPDATE = `#!/bin/sh
case "$1" in
  refs/heads/*|refs/tags/*) ;;
  *) echo "$1 belongs to the host (rule: hidden refs)" >&2; exit 1 ;;
esac
set -f
for branch in $(git config --get-all gitops.protected); do
  if [ "$1" = "refs/heads/$branch" ]; then
    echo "protected branch $branch: changes need a pull request (rule: protected branch)" >&2
    exit 1
  fi
done
exit 0
`;

/** Remembers who pushed a branch's tip. The server that took the push knows the login; without one it was the bot. */
const POST_RECEIVE = `#!/bin/sh
login=\${GITOPS_LOCAL_LOGIN:-$(git config gitops.bot)}
while read -r before after ref; do
  case "$ref" in
    refs/heads/*)
      name="refs/pushers/heads/\${ref#refs/heads/}"
      case "$after" in
        *[!0]*)
          # A hook that comes late must not hide who pushed after it.
          if [ "$(git rev-parse --verify --quiet "$ref")" = "$after" ]; then
            git update-ref "$name" "$(echo "$login $after" | git hash-object -w --stdin)"
          fi ;;
        *) git update-ref -d "$name" ;;
      esac ;;
  esac
done
exit 0
`;

/** Installs the host's hooks in a repository. */
export async function installHooks(directory: string): Promise<void> {
  for (const [name, script] of [
    ['update', UPDATE],
    ['post-receive', POST_RECEIVE],
  ]) {
    const path = join(directory, 'hooks', name);
    // Renamed into place, so that no push ever runs half a hook.
    const scratch = `${path}.${randomUUID()}`;
    await writeFile(scratch, script, { mode: 0o755 });
    await rename(scratch, path);
  }
}
