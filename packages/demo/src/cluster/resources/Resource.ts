import { JsonObject } from '../objects/json';

/** Where a custom resource's scale lives in its objects. */
export interface ScalePaths {
  spec: readonly string[];
  status: readonly string[];
  selector?: readonly string[];
}

/** One served kind in one version. */
export interface Resource {
  group: string;
  version: string;
  kind: string;
  listKind: string;
  plural: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  verbs: readonly string[];
  /** Subresources that are served, `status` and `scale` among them. */
  subresources: readonly string[];
  scale: ScalePaths | undefined;
  /** Whether `metadata.generation` counts changes. */
  counted: boolean;
  source:
    | { kind: 'built-in' }
    | { kind: 'custom'; definition: string; version: JsonObject };
}

/** All verbs of an ordinary kind. */
export const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

/** `group/version`, or only the version for the core group. */
export const apiVersionOf = (resource: { group: string; version: string }) =>
  resource.group === ''
    ? resource.version
    : `${resource.group}/${resource.version}`;

/** The key under which objects of a kind are stored, whatever the version. */
export const collectionOf = (resource: { group: string; plural: string }) =>
  resource.group === ''
    ? resource.plural
    : `${resource.plural}.${resource.group}`;

/** Whether status is written by its own door only. */
export const hasStatus = (resource: Resource) =>
  resource.subresources.includes('status');
