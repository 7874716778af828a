import type { ReleaseRule } from '@backstage-gitops/plugin-gitops-common';

/** An image as a pipeline file declares it. */
export interface DeclaredImage {
  name: string;
  repository: string;
}

/**
 * The images that a rule makes releases of: several in one release where it lists them. Where it names none, each by
 * itself; a Git tag and a pull request are of all of them.
 */
export function imagesOfRule(
  rule: ReleaseRule,
  declared: DeclaredImage[],
): DeclaredImage[][] {
  const named = (names: string[]) =>
    declared.filter(({ name }) => names.includes(name));
  if (rule.images) return [named(rule.images)];
  if (rule.on !== 'image') return [declared];
  return rule.image ? [named([rule.image])] : declared.map(image => [image]);
}

/** What candidates are found by together, for {@link imagesOfRule}: images, or the tags or pull requests of a repository. */
export function lookOf(on: ReleaseRule['on'], images: DeclaredImage[]): string {
  return on === 'image'
    ? `image ${images.map(({ name }) => name).join(' ')}`
    : on;
}
