import type {
  AnnounceSpec,
  PolicyEdit,
  ReleaseRule,
} from '@backstage-gitops/plugin-gitops-common';
import type {
  EngineName,
  IgnoreRule,
  MergeMethod,
} from '@backstage-gitops/plugin-gitops-node';
import type { EnvironmentPolicy } from '@backstage-gitops/policy';

/** Where an environment is in Git. */
export interface Place {
  repository: string;
  branch: string;
  path: string;
}

/** How an environment's cluster is kept as Git has it. */
export interface ReconciliationDeclaration {
  engine: EngineName;
  target: { cluster: string; namespace: string };
  mode: 'observe' | 'sync' | 'heal';
  prune: boolean;
  ignore: IgnoreRule[];
  /** Kinds the platform lets it have there; undefined: every namespaced one. */
  kinds?: string[];
}

/** Fields of objects of one kind, and the groups whose members alone may change them. */
export interface LockRule {
  /** `Deployment`, or `apps/Deployment`. */
  kind: string;
  /** RFC 6901. */
  pointers: string[];
  /** Entity references. */
  groups: string[];
}

/** What a file says for the whole pipeline. */
export interface PipelineWide {
  images: Array<{ name: string; repository: string }>;
  releases: ReleaseRule[];
  /** What is asked of CI that announces by a token of its own. */
  announce?: AnnounceSpec;
}

/** One environment in force: the file, tightened by its floor, at its place. */
export interface EnvironmentDeclaration {
  name: string;
  tier?: string;
  place: Place;
  policy: EnvironmentPolicy;
  /** Missing where it has no cluster. */
  reconciliation?: ReconciliationDeclaration;
  /** Fields that only members of groups may change, in what is rendered. */
  locked: LockRule[];
  /** What becomes of a violation besides being shown. */
  onViolation: 'show' | 'revert';
  labels: string[];
  /** How pull requests read, where the file says so. */
  templates?: { title?: string; body?: string };
  /** How pull requests come into the branch. Default: `merge`. */
  mergeMethod?: MergeMethod;
  edits: Array<{ image: string; file: string; path: string }>;
  /** Why nothing is promoted here until the file is mended. */
  blocked: string[];
  /** The commit of the file that declares it so. */
  policyCommit?: string;
  /** What that commit says for the whole pipeline, where the file has been edited since and the edit is not accepted. */
  held?: PipelineWide;
}

/** A pipeline in force. */
export interface Declaration extends PipelineWide {
  /** What a freeze of a whole system or domain is named: `system:<ref>`, `domain:<ref>`. */
  scopes: string[];
  environments: EnvironmentDeclaration[];
}

/** A stored pipeline. */
export interface StoredPipeline {
  entityRef: string;
  title: string;
  file?: string;
  policyCommit?: string;
  /** Missing while no valid file was ever read. */
  declaration?: Declaration;
  /** The newest edit of the file, where it weakens protected environments and nobody has accepted it. */
  pendingPolicy?: PolicyEdit;
  revision: number;
  owners: string[];
}
