import type { JsonObject } from '@backstage-gitops/drift';

/** What is to be rendered. */
export interface RenderRequest {
  /** The environment's Inputs: path in the repository -> content. */
  files: ReadonlyMap<string, string | Buffer>;
  /** Those of `files` that are symlinks; their content is where they lead. */
  links?: ReadonlySet<string>;
  /** The environment's folder; '' is the root. */
  path: string;
  /** Given to charts; objects without a namespace keep having none. */
  namespace?: string;
  /** Helm's `.Release.Name`. */
  releaseName?: string;
}

/** How an environment's folder was rendered. */
export type RenderLayout = 'plain' | 'kustomize' | 'helm';

/**
 * What rendering came to. Reasons and warnings are for a person, and hold neither temporary paths nor values of secrets.
 * Outcomes are shared with later callers: their objects must not be changed.
 */
export type RenderOutcome =
  | {
      status: 'rendered';
      objects: JsonObject[];
      /** Hooks, tests and objects to keep: not part of what the cluster is compared with. */
      hooks: JsonObject[];
      layout: RenderLayout;
      warnings: string[];
      /** False where rendering the same files again gave something else: nobody may heal on that. */
      deterministic: boolean;
      /** SHA-256 over the objects, whatever their order. */
      digest: string;
    }
  /** No object at all: taken at its word, this deletes everything. */
  | {
      status: 'empty';
      hooks: JsonObject[];
      layout: RenderLayout;
      warnings: string[];
    }
  /** These files are not rendered as long as they are what they are; no process was started. */
  | { status: 'refused'; reason: string }
  | { status: 'failed'; reason: string };
