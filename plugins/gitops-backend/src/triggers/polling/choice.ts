import type { ImageRule } from '../../releases/releaseRules';

/** What is known of a tag. */
export interface TagFacts {
  name: string;
  /** ISO 8601, UTC; missing while nobody asked. */
  createdAt?: string;
  digest?: string;
}

/** The tags that a rule takes, best first. Of a rule that orders by time, those without one may come in any order. */
export type ChooseTags = (rule: ImageRule, tags: TagFacts[]) => TagFacts[];

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
