import type { EnvironmentTerms } from '@backstage-gitops/policy';
import type { PipelineSpec } from '@backstage-gitops/plugin-gitops-common';
import { covers } from '../boundaries';
import type { Declaration, Place } from '../Declaration';

/** Is something that is written to one of them written to the other? */
export function overlap(one: Place, other: Place): boolean {
  return (
    one.repository === other.repository &&
    one.branch === other.branch &&
    (covers(one.path, other.path) || covers(other.path, one.path))
  );
}

/** What a file says of each environment, as far as it protects it; by its name. */
export function termsOf(
  spec: PipelineSpec,
  declaration: Declaration,
): Map<string, EnvironmentTerms> {
  const { environments } = declaration;
  return new Map(
    environments.flatMap((declared): Array<[string, EnvironmentTerms]> => {
      const { name, policy, place, tier, edits } = declared;
      const written = spec.environments.find(one => one.name === name);
      if (!written) return [];
      const terms: EnvironmentTerms = {
        policy,
        tier,
        ...place,
        target: written.target,
        engine: written.engine,
        reconcile: written.reconcile,
        onViolation: written.onViolation,
        locked: written.locked ?? [],
        ignore: written.ignore ?? [],
        images: spec.images.map(({ repository }) => repository),
        edits,
        releases: spec.releases,
        announce: spec.announce,
        neighbours: environments
          .filter(other => other !== declared && overlap(other.place, place))
          .map(other => other.name),
      };
      return [[name, terms]];
    }),
  );
}
