import { parse, satisfies, validRange } from 'semver';
import type { GitPushed } from './TriggerEvent';

/** A version as people tag it, which may leave parts out: `v1`, `1.2`. */
const VERSION = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?([-+][\w.+-]+)?$/;

function versionOf(tag: string): string | undefined {
  const [found, major, minor = '0', patch = '0', rest = ''] =
    VERSION.exec(tag) ?? [];
  return found && parse(`${major}.${minor}.${patch}${rest}`)?.version;
}

/** Is it this revision, or a version in this range? */
function isSameOrInRange(pushed: string, target: string): boolean {
  if (pushed === target) return true;
  const range = validRange(target.replace(/,/g, ' '));
  // Whoever names a pre-release means pre-releases, of any version in the range.
  const includePrerelease = /\d-\w/.test(target);
  const version = versionOf(pushed);
  return (
    range !== null &&
    version !== undefined &&
    satisfies(version, range, { includePrerelease })
  );
}

/**
 * Does what follows a revision have to look again after a push? A revision is a branch, a tag, either of them as a full
 * ref, a range of versions that tags are matched with, or nothing or `HEAD`, which is the default branch. Where it is not
 * known whether a push touched the default branch, it may have.
 */
export function matchesRevision(
  target: string,
  {
    ref,
    touchedDefaultBranch = true,
  }: Pick<GitPushed, 'ref' | 'touchedDefaultBranch'>,
): boolean {
  const name = target.replace(/^refs\/(heads|tags)\//, '');
  if (name === '' || name === 'HEAD') return touchedDefaultBranch;
  return isSameOrInRange(ref.name, name);
}
