import type { EnvironmentSpec } from '@backstage-gitops/plugin-gitops-common';
import type { Floor } from '../../config';

/** A floor with the place where the platform team wrote it, for messages. */
export interface NamedFloor extends Floor {
  name: string;
}

/** A setting in force, and what is wrong with the file's own. */
export interface Tightened<T> {
  value: T;
  problems: string[];
}

function applies({ match }: Floor, spec: EnvironmentSpec, system?: string) {
  const { tier, environment, cluster } = match;
  return (
    (tier === undefined || tier === spec.tier) &&
    (environment === undefined || environment === spec.name) &&
    (cluster === undefined || cluster === spec.target?.cluster) &&
    (match.system === undefined || match.system === system)
  );
}

function nameOf({ match }: Floor, index: number): string {
  const matched = Object.entries(match).map(pair => pair.join(' '));
  return `gitops.floors[${index}]: ${
    matched.join(', ') || 'every environment'
  }`;
}

/** The floors that an environment must keep, each by its name. */
export function floorsOf(options: {
  spec: EnvironmentSpec;
  floors: Floor[];
  system?: string;
}): NamedFloor[] {
  const { spec, floors, system } = options;
  return floors.flatMap((floor, index) =>
    applies(floor, spec, system)
      ? [{ ...floor, name: nameOf(floor, index) }]
      : [],
  );
}
