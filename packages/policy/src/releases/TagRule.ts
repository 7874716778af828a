import type { RE2JS } from 're2js';
import type { TagExtract } from './extract';
import type { VersionForm } from './version';
import type { VersionRange } from './versionRange';

/** What tags are compared by. @public */
export type Order = 'semver' | 'newest' | 'alphabetical' | 'numeric' | 'digest';

/**
 * Which tags of an image make releases, and which of them is preferred, as people write it.
 *
 * @public
 */
export interface TagRule {
  /** Patterns of which one must be found in a tag; without any, every tag will do. */
  tags: string[];
  /** Patterns of which none may be. */
  ignore: string[];
  /** Templates of tags that are another rule's, such as `pr-{{number}}`: images of pull requests are no versions. */
  reserved?: string[];
  select: Order;
  /** With `semver`, the versions to take. With `digest`, the name of the tag that is watched. */
  range?: string;
  /** What of a tag is compared, such as `$1`: see the documentation of Flux's `filterTags`. */
  extract?: string;
  /** `linux/amd64`: an image that is known not to run there makes no release. */
  platform?: string;
  /** With `asc`, the default, the highest is preferred; with `desc` the lowest, as in Flux. */
  order?: string;
  /** With `semver`, what counts as a version; `full` where it is left out. */
  versions?: VersionForm;
}

/** A rule that tags can be judged by. @public */
export interface CompiledTagRule {
  select: Order;
  versions: VersionForm;
  prefer: 'highest' | 'lowest';
  tags: RE2JS[];
  ignore: RE2JS[];
  reserved: RE2JS[];
  extract?: TagExtract;
  range?: VersionRange;
  /** The only tag that is taken. */
  watched?: string;
  /** In one spelling. */
  platform?: string;
}

/** A rule that takes every tag and says only what they are compared by. @public */
export function comparedBy(select: Order): CompiledTagRule {
  return {
    select,
    versions: 'full',
    prefer: 'highest',
    tags: [],
    ignore: [],
    reserved: [],
  };
}
