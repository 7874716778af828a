import type { EnvironmentSpec } from '@backstage-gitops/plugin-gitops-common';
import type { NamedFloor, Tightened } from './NamedFloor';

/** The checks that the file names, or the floors' where it names none; a file that names some names the floors' too. */
export function tightenChecks(
  { gates }: EnvironmentSpec,
  floors: NamedFloor[],
  where: 'pullRequest' | 'source',
): Tightened<string[]> {
  const own = gates.checks?.[where];
  const least = floors.map(({ name, gates: asked }) => ({
    name,
    checks: asked?.checks?.[where] ?? [],
  }));
  return {
    value: [
      ...new Set([...(own ?? []), ...least.flatMap(({ checks }) => checks)]),
    ],
    problems: least.flatMap(({ name, checks }) => {
      const missing = own ? checks.filter(one => !own.includes(one)) : [];
      return missing.length > 0
        ? [
            `gates.checks.${where} leaves out ${missing.join(
              ', ',
            )}, which the platform's floor asks for (${name}).`,
          ]
        : [];
    }),
  };
}
