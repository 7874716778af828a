import type { ImageRule } from '../../releases/releaseRules';

/** A rule on images, and templates of tags that are not its own: see `reservedTags`. */
export interface WatchedRule extends ImageRule {
  reserved?: string[];
}

/** What is known of a tag. */
export interface TagFacts {
  name: string;
  /** ISO 8601, UTC; missing while nobody asked. */
  createdAt?: string;
  digest?: string;
}

/** Chooses among tags by rules. */
export interface TagChooser {
  /** The tags that a rule takes, best first. Of a rule that orders by time, those without one may come in any order. */
  choose(rule: WatchedRule, tags: TagFacts[]): TagFacts[];
  /** Why a rule does not take a tag, in a sentence; undefined where that is another rule's to say. */
  explain(rule: WatchedRule, tag: string): string | undefined;
}

/** An image that may become a release. */
export interface Candidate {
  /** As the pipeline file names the image. */
  name: string;
  tag: string;
  digest: string;
  createdAt?: string;
  /** As the image says it: the commit itself is read from its repository. */
  source?: { repository: string; commit: string };
}
