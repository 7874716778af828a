import type { NewEnvironment, NewPipeline } from '../api/types';

/** A file of a repository. @public */
export interface RepositoryFilePath {
  /** The repository's URL. */
  repository: string;
  /** Without a leading slash. */
  path: string;
}

/** A pipeline as it is to be added to an entity, with everything that was left open decided. @public */
export interface PipelineBlueprint
  extends Pick<NewPipeline, 'image' | 'layout'> {
  entity: { kind: string; namespace: string; name: string };
  /** The entity's own file; the pipeline file is put beside it. */
  catalogFile: RepositoryFilePath;
  /** Where the manifests are; `folder` has no slash at its ends, and '' is the root. */
  deploy: { repository: string; branch: string; folder: string };
  /** What the container listens on. */
  port: number;
  /** In their order. */
  environments: NewEnvironment[];
  /** What CI announces releases with, where to, and whom its identity token is for. */
  announce?: {
    ci: NonNullable<NewPipeline['announce']>;
    apiUrl: string;
    audience: string;
  };
}

/** The environments of a pipeline that names none. @public */
export const STARTING_ENVIRONMENTS: NewEnvironment[] = [
  { name: 'dev', promote: 'commit' },
  { name: 'staging', approvals: 1 },
  { name: 'production', tier: 'production', protected: true, approvals: 2 },
];

/**
 * An entity's name as pipelines and Kubernetes have names: an RFC 1123 label.
 *
 * @public
 */
export function labelOf(name: string): string {
  return name.toLocaleLowerCase('en-US').replace(/[^a-z0-9]+/g, '-');
}

/**
 * A path in the folder of another file, or below it.
 *
 * @public
 */
export function besideOf(file: string, path: string): string {
  return `${file.slice(0, file.lastIndexOf('/') + 1)}${path}`;
}
