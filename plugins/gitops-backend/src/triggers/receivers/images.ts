import type { ImagePushed } from '../TriggerEvent';
import type { Parsed } from './Receiver';

/** Hosts under which Docker Hub is known as well. */
const DOCKER_HUB = [
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
];

/** Longest name that registries take. */
const LONGEST_NAME = 255;

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$/;
const PATH_PART = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+([.+_-][a-z0-9]+){0,3}:[\w=-]{1,200}$/i;

/** An image as a sender names it. */
export interface NamedImage {
  /** Host and port, with or without a scheme; undefined where the sender does not say. */
  registry?: string;
  path?: string;
  tag?: string;
  digest?: string;
}

/** Could a registry have this tag? */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

function isHost(text: string): boolean {
  return /[.:]/.test(text) || text === 'localhost';
}

/** Host and port of a registry that may be written as a URL. */
function hostOf(registry: string): string {
  const host = registry.toLowerCase().replace(/^https?:\/\//, '');
  const [first] = host.split('/', 1);
  return DOCKER_HUB.includes(first) ? 'docker.io' : first;
}

/**
 * The one spelling of an image's repository: registry and path in lower case, with `docker.io` and its `library` written
 * out; the path alone where the registry is not known. Undefined where it is no name of an image.
 */
export function imageRepository(
  registry: string | undefined,
  path: string,
): string | undefined {
  const host = registry && hostOf(registry);
  const name = path.toLowerCase();
  const parts = name.split('/');
  if (host && !HOST.test(host)) return undefined;
  if (name.length > LONGEST_NAME) return undefined;
  if (!parts.every(part => PATH_PART.test(part))) return undefined;
  if (!host) return name;
  return host === 'docker.io' && parts.length === 1
    ? `${host}/library/${name}`
    : `${host}/${name}`;
}

/** Reads `registry:port/path:tag@digest`, with or without a scheme. What names no registry is of Docker Hub. */
export function parseReference(
  text: string,
): Required<Pick<NamedImage, 'registry' | 'path'>> &
  Pick<NamedImage, 'tag' | 'digest'> {
  const [named, digest] = text.replace(/^https?:\/\//i, '').split('@', 2);
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const rest = isHost(first) ? named.slice(slash + 1) : named;
  const [path, tag] = rest.split(':', 2);
  return { registry: isHost(first) ? first : 'docker.io', path, tag, digest };
}

/** The events of images that were pushed; images that have neither tag nor digest are passed over. */
export function imagesPushed(images: NamedImage[], delivery?: string): Parsed {
  const events: ImagePushed[] = [];
  for (const { registry, path, tag, digest } of images) {
    if (!path) return { status: 'ignored', reason: 'It names no repository.' };
    const repository = imageRepository(registry, path);
    if (!repository) {
      return { status: 'malformed', reason: 'It names no valid repository.' };
    }
    if (tag && !isTag(tag)) {
      return { status: 'malformed', reason: 'It names no valid tag.' };
    }
    if (digest && !DIGEST.test(digest)) {
      return { status: 'malformed', reason: 'It names no valid digest.' };
    }
    if (tag || digest) {
      events.push({
        kind: 'imagePushed',
        repository,
        ...(tag ? { tag } : {}),
        ...(digest ? { digest } : {}),
      });
    }
  }
  return events.length > 0
    ? { status: 'events', events, delivery }
    : { status: 'ignored', reason: 'It names no tag.' };
}
