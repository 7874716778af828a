import type { Image } from '@backstage-gitops/plugin-gitops-common';
import { shortDigest } from '../shared/versionOf';

/** The last part of the repository with what it is pinned to, such as `shop:1.4.2`. */
export function imageName({ repository, tag, digest }: Image): string {
  const name = repository.split('/').at(-1) ?? repository;
  if (tag) {
    return `${name}:${tag}`;
  }
  return digest ? `${name}@${shortDigest(digest)}` : name;
}
