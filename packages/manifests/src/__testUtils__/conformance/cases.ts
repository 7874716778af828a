import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestValue, ScalarValue, ValueSetting } from '../..';

/** Cases of edits, as the README beside them has them. */
export interface Cases {
  files: FileCase[];
  merge: MergeCase[];
  parse: ParseCase[];
  plain: PlainCase[];
}

export type EditKind =
  | 'flux-setters'
  | 'kustomize-images'
  | 'helm-values'
  | 'yaml-path'
  | 'json-path'
  | 'toml-path';

export type Comparison = 'bytes' | 'trimmed' | 'data';

export interface FileCase {
  id: string;
  files: Record<string, string>;
  edit: {
    kind: EditKind;
    path?: string;
    policies?: Array<{ name: string; image: string }>;
    images?: string[];
    set?: ValueSetting[];
  };
  expected: {
    files?: Record<string, string>;
    changed?: string[];
    changes?: Record<
      string,
      Array<{ old: string; new: string; setter: string }>
    >;
    error?: string;
  };
  compare?: Comparison;
}

export interface MergeCase {
  id: string;
  existing: ManifestValue;
  new: ManifestValue;
  expected: ManifestValue;
  ordered: boolean;
}

export interface ParseCase {
  id: string;
  image: string;
  expected: { name: string; newName: string; newTag: string; digest: string };
}

export interface PlainCase {
  id: string;
  value: ScalarValue;
  expected: { plainIsSafe: boolean };
}

export function readCases(folder: string): Cases {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(folder, 'edits', `${name}.json`), 'utf8'));
  return {
    files: read('files'),
    merge: read('kustomize-merge'),
    parse: read('kustomize-parse'),
    plain: read('plain-scalar'),
  };
}
