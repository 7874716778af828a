import { Scalar } from 'yaml';
import { DataFile } from '../data/DataFormat';
import { DataScalar } from '../data/DataNode';
import { textOf } from '../yaml/read';
import { Source, startOf } from '../yaml/source';
import { PathSegment } from '../paths/parsePath';
import { parseImageName } from './imageName';

/** What a scalar says of an image: all of it, or a part. */
export type SlotForm = 'reference' | 'tag' | 'digest' | 'tagAndDigest';

/** Where a part of an image's version is, or is to be, written. */
export type Slot =
  | { kind: 'scalar'; path: string; node: Scalar; form: SlotForm }
  /** The same in a JSON or TOML file, as it is read. */
  | {
      kind: 'data';
      path: string;
      file: DataFile;
      node: DataScalar;
      form: SlotForm;
    }
  /** A value to set below keys that may be missing. */
  | { kind: 'value'; path: string; keys: string[]; form: SlotForm; was: string }
  /** A key to add to a map that is there. */
  | { kind: 'field'; path: string; map: PathSegment[]; key: string }
  /** An entry to add to a kustomization's `images`. */
  | {
      kind: 'entry';
      path: string;
      name: string;
      was: { tag?: string; digest?: string };
    };

/** One place that names an image. */
export interface Place {
  path: string;
  line: number;
  /** As written. */
  repository: string;
  tag?: string;
  digest?: string;
  /** Other names by which the place is found. */
  aliases: string[];
  slots: Slot[];
  /** Two places with the same key are about the same thing. */
  key?: string;
}

export function describePlace(place: Place): string {
  const version = `${place.tag ? `:${place.tag}` : ''}${
    place.digest ? `@${place.digest}` : ''
  }`;
  return `${place.path}:${place.line} (${place.repository}${version})`;
}

/** A scalar that holds `repository:tag@digest`. */
export function referencePlace(
  source: Source,
  node: Scalar,
): Place | undefined {
  const text = textOf(node)?.trim();
  if (!text || /\s/.test(text)) {
    return undefined;
  }
  return {
    path: source.path,
    line: source.lineOf(startOf(node)),
    ...parseImageName(text),
    aliases: [],
    slots: [{ kind: 'scalar', path: source.path, node, form: 'reference' }],
  };
}

/** The version that a scalar of one form states. */
export function versionIn(
  form: SlotForm,
  text: string,
): { tag?: string; digest?: string } {
  switch (form) {
    case 'tag':
      return { tag: text };
    case 'digest':
      return { digest: text };
    case 'tagAndDigest': {
      const at = text.indexOf('@');
      return { tag: text.slice(0, at), digest: text.slice(at + 1) };
    }
    default: {
      const { tag, digest } = parseImageName(text);
      return { tag, digest };
    }
  }
}

/** A tag's scalar may hold a digest as well: `v2@sha256:...`. */
export function tagForm(text: string | undefined): SlotForm {
  return text?.includes('@') ? 'tagAndDigest' : 'tag';
}
