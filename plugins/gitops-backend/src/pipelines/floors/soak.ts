import type { EnvironmentSpec } from '@backstage-gitops/plugin-gitops-common';
import { formatDuration, parseDuration } from '@backstage-gitops/policy';
import type { NamedFloor, Tightened } from './NamedFloor';

/** The file's soak, or the longest of the floors where it has none; in milliseconds. */
export function tightenSoak(
  { gates }: EnvironmentSpec,
  floors: NamedFloor[],
): Tightened<number> {
  const own = gates.soak === undefined ? undefined : parseDuration(gates.soak);
  const least = floors.map(({ name, gates: { soak } = {} }) => ({
    name,
    soak: parseDuration(soak ?? '0s') ?? 0,
  }));
  return {
    value: Math.max(own ?? 0, ...least.map(({ soak }) => soak)),
    problems: least
      .filter(({ soak }) => own !== undefined && own < soak)
      .map(
        ({ name, soak }) =>
          `gates.soak is ${
            gates.soak
          }; the platform's floor is ${formatDuration(soak)} (${name}).`,
      ),
  };
}
