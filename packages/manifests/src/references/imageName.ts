/**
 * The parts of an image's name, as written.
 *
 * @public
 */
export interface ImageName {
  /** Registry (with port, if any) and path. */
  repository: string;
  tag?: string;
  /** Such as `sha256:...`. */
  digest?: string;
}

/**
 * Takes `registry:5000/a/b:tag@sha256:...` apart. A colon parts the tag only
 * behind the last slash: before it stands a port.
 *
 * @public
 */
export function parseImageName(name: string): ImageName {
  const at = name.indexOf('@');
  const digest = at === -1 ? undefined : name.slice(at + 1);
  const tagged = at === -1 ? name : name.slice(0, at);
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  return {
    repository: colon === -1 ? tagged : tagged.slice(0, colon),
    ...(colon === -1 ? {} : { tag: tagged.slice(colon + 1) }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/**
 * Puts an image's name together.
 *
 * @public
 */
export function formatImageName(image: ImageName): string {
  const tag = image.tag ? `:${image.tag}` : '';
  const digest = image.digest ? `@${image.digest}` : '';
  return `${image.repository}${tag}${digest}`;
}

const DOCKER_HUB = /^(index\.docker\.io|registry-1\.docker\.io|docker\.io)\//;

/** A repository in the form that two are compared in: Docker Hub written out. */
function normaliseRepository(repository: string): string {
  const withoutHub = repository.replace(DOCKER_HUB, '');
  const [first, ...rest] = withoutHub.split('/');
  const isHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  if (isHost) {
    return withoutHub;
  }
  return rest.length === 0
    ? `docker.io/library/${withoutHub}`
    : `docker.io/${withoutHub}`;
}

/** Whether two names are the same repository. */
export function isSameRepository(a: string, b: string): boolean {
  return normaliseRepository(a) === normaliseRepository(b);
}

const REPOSITORY =
  /^[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
// Algorithms differ by registry: only what could not stand in a name is refused.
const DIGEST = /^[a-zA-Z0-9][\w+.:-]{0,255}$/;

/** What is wrong with an image that is to be written, if anything. */
export function imageFault(image: ImageName): string | undefined {
  if (!REPOSITORY.test(image.repository)) {
    return `'${image.repository}' is not the name of an image repository`;
  }
  if (image.tag !== undefined && !TAG.test(image.tag)) {
    return `'${image.tag}' is not a tag`;
  }
  if (image.digest !== undefined && !DIGEST.test(image.digest)) {
    return `'${image.digest}' is not a digest such as sha256:...`;
  }
  return undefined;
}
