import type {
  Mergeability,
  PullRequest,
} from '@backstage-gitops/plugin-gitops-node';
import type { EnvironmentFacts, Verdict } from '@backstage-gitops/policy';
import type { Observation } from '../environments/Observation';
import type { EnvironmentContent } from '../environments/readContent';
import { type HostedRepository } from '../git/Mirrors';
import type {
  Declaration,
  EnvironmentDeclaration,
  StoredPipeline,
} from '../pipelines/Declaration';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { type Services } from './services';

/** The environment that is worked on. */
export interface Workplace {
  services: Services;
  key: EnvironmentKey;
  pipeline: StoredPipeline;
  declaration: Declaration;
  environment: EnvironmentDeclaration;
  hosted: HostedRepository;
}

/** Everything known of it at one moment. */
export interface Situation {
  observation: Observation;
  content: EnvironmentContent;
  facts: EnvironmentFacts;
  gates: Verdict[];
  /** The promotion under way, with its release and pull request. */
  current?: {
    promotion: StoredPromotion;
    release?: StoredRelease;
    pullRequest?: PullRequest;
    /** Whether the host would merge it, when it was read. */
    mergeability?: Mergeability;
    /** Digest of the environment's own files at the pull request's head. */
    proposed?: string;
    /** The commit by which it is on its branch without a pull request. */
    landed?: string;
  };
}
