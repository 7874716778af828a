/** A repository of images, and the registry that serves it. */
export interface RepositoryName {
  /** Host, and port if any, that the API is served at. */
  registry: string;
  /** Such as `acme/payments`. */
  name: string;
}

/** The host that serves Docker Hub's API. */
const DOCKER_HUB = 'registry-1.docker.io';

/** Other names of Docker Hub, as people write them. */
const DOCKER_HUB_NAMES: ReadonlySet<string> = new Set([
  'docker.io',
  'index.docker.io',
  'registry.docker.io',
]);

const HOST = /^[a-z0-9][a-z0-9.-]*(:\d{1,5})?$/i;
const PART = /^[a-z0-9][a-z0-9._-]*$/;

/** Longest name that registries need to take, host included. */
const MAX_LENGTH = 255;

/** The one spelling of a registry's host: where its API is, in lower case, without the port that is the usual one. */
export function registryHost(text: string): string | undefined {
  const url = `https://${text}`;
  if (!HOST.test(text) || !URL.canParse(url)) return undefined;
  const { host } = new URL(url);
  return DOCKER_HUB_NAMES.has(host) ? DOCKER_HUB : host;
}

/**
 * Reads `ghcr.io/acme/payments`, or a name as Docker has it: without a registry it is on Docker Hub, and there without a
 * slash it is an official image. Undefined where it is neither.
 */
export function parseRepository(text: string): RepositoryName | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [first, ...rest] = text.split('/');
  const isHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const registry = registryHost(isHost ? first : DOCKER_HUB);
  const parts = isHost ? rest : [first, ...rest];
  if (!registry || !parts.every(part => PART.test(part))) return undefined;
  const isOfficial = registry === DOCKER_HUB && parts.length === 1;
  return {
    registry,
    name: [...(isOfficial ? ['library'] : []), ...parts].join('/'),
  };
}
