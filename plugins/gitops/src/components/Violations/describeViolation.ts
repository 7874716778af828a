import type {
  Environment,
  Violation,
} from '@backstage-gitops/plugin-gitops-common';

/** What kind of violation it is, in words. */
export const VIOLATION_TITLES: Record<Violation['kind'], string> = {
  foreign: 'Pushed past pull requests',
  unapproved: 'Merged without the approvals that are asked for',
  gate: 'Merged in the Git host past a gate',
  locked: 'Changed a locked field',
};

/** Where a file is: the environment's own, or outside of its path, such as a base that others read too. */
export function placeOf(
  file: string,
  { path }: Pick<Environment, 'path'>,
): 'own' | 'outside' {
  const folder = path.replace(/^\.?\/+|\/+$/g, '');
  return folder === '' || folder === '.' || file.startsWith(`${folder}/`)
    ? 'own'
    : 'outside';
}
