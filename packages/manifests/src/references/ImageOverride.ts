import { formatImageName, isSameRepository, parseImageName } from './imageName';

/**
 * An entry of a kustomization's `images`, or of `spec.source.kustomize.images`
 * of an Argo CD Application.
 *
 * @public
 */
export interface ImageOverride {
  /** The image that manifests name. */
  name: string;
  /** The repository that takes its place. */
  newName?: string;
  newTag?: string;
  /** Such as `sha256:...`. */
  digest?: string;
}

/** The parts that an override may give. */
export const OVERRIDE_PARTS = ['newName', 'newTag', 'digest'] as const;

/**
 * Reads the text form of an override, `name=newName:newTag@digest`, of which all
 * but the name may be missing: the argument of `kustomize edit set image`.
 *
 * @public
 */
export function parseImageOverride(text: string): ImageOverride {
  const equals = text.indexOf('=');
  const { repository, tag, digest } = parseImageName(text.slice(equals + 1));
  const name = equals === -1 ? repository : text.slice(0, equals);
  return {
    name,
    ...(equals === -1 || repository === '' ? {} : { newName: repository }),
    ...(tag ? { newTag: tag } : {}),
    ...(digest ? { digest } : {}),
  };
}

/**
 * Writes an override in its text form.
 *
 * @public
 */
export function formatImageOverride({
  name,
  newName,
  newTag: tag,
  digest,
}: ImageOverride): string {
  return newName === undefined
    ? formatImageName({ repository: name, tag, digest })
    : `${name}=${formatImageName({ repository: newName, tag, digest })}`;
}

/** As a part of an override: what is there stays. */
const KEEP = '*';

/**
 * What becomes of an override where another is asked for: the other takes its
 * place, and parts that it gives as `*` stay, as for `kustomize edit set image`.
 * One that asks for nothing else than what is there changes nothing.
 */
export function mergeImageOverride(
  existing: ImageOverride | undefined,
  next: ImageOverride,
): ImageOverride {
  const merged: ImageOverride = { name: next.name };
  for (const part of OVERRIDE_PARTS) {
    const value = next[part] === KEEP ? existing?.[part] : next[part];
    if (value) {
      merged[part] = value;
    }
  }
  const isThere = OVERRIDE_PARTS.every(
    part => merged[part] === undefined || merged[part] === existing?.[part],
  );
  return existing && isThere ? existing : merged;
}

/**
 * Merges overrides into a list, sorted by name. Each of `next` takes the place
 * of the one for the same image; `docker.io/a/b` and `a/b` are the same. Parts
 * that are `*` stay as they are, and an override that asks for nothing else than
 * what is there, such as `nginx` without a version, changes nothing.
 *
 * @public
 */
export function mergeImageOverrides(
  existing: readonly ImageOverride[],
  next: readonly ImageOverride[],
): ImageOverride[] {
  const merged = [...existing];
  for (const override of next) {
    const found = merged.findIndex(({ name }) =>
      isSameRepository(name, override.name),
    );
    const at = found === -1 ? merged.length : found;
    merged[at] = mergeImageOverride(merged[at], override);
  }
  return merged.sort(byName);
}

function byName({ name: a }: ImageOverride, { name: b }: ImageOverride) {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
