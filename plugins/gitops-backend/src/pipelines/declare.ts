import type { Entity } from '@backstage/catalog-model';
import type {
  Finding,
  PipelineSpec,
} from '@backstage-gitops/plugin-gitops-common';
import { normalizeRepository } from '../git/Mirrors';
import type { GitOpsConfig } from '../config';
import { clusterScope, outsideBoundary } from './boundaries';
import type { Declaration, EnvironmentDeclaration } from './Declaration';
import { applyFloors } from './floors';
import { httpFindings } from './httpFindings';

function scopesOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === 'partOf')
    .map(({ targetRef }) => targetRef)
    .filter(ref => /^(system|domain):/.test(ref))
    .map(ref => `${ref.split(':')[0]}:${ref}`);
}

/**
 * What a valid file means on this platform: floors applied, boundaries checked. What is below a floor or outside a
 * boundary blocks that environment alone.
 */
export function declare(options: {
  entity: Entity;
  ownRepository: string;
  spec: PipelineSpec;
  config: Pick<GitOpsConfig, 'boundaries' | 'floors' | 'http'>;
}): { declaration: Declaration; findings: Finding[] } {
  const { entity, ownRepository, spec, config } = options;
  const scopes = scopesOf(entity);
  const system = scopes.find(scope => scope.startsWith('system:'))?.slice(7);
  const findings: Finding[] = [];
  const environments = spec.environments.map((one): EnvironmentDeclaration => {
    const place = {
      repository: normalizeRepository(one.repository ?? spec.repository ?? ''),
      branch: one.branch ?? spec.branch ?? 'main',
      path: one.path,
    };
    const { policy, problems } = applyFloors({
      spec: one,
      floors: config.floors,
      system,
    });
    const outside = outsideBoundary({
      entity,
      ownRepository,
      place,
      boundaries: config.boundaries,
    });
    const scope =
      one.target &&
      clusterScope({
        entity,
        target: one.target,
        boundaries: config.boundaries,
      });
    if (one.target && scope) {
      findings.push({
        check: 'cluster',
        environment: one.name,
        status: scope.status === 'outside' ? 'failed' : 'passed',
        expected: `${entity.metadata.name} may use namespace ${one.target.namespace} of cluster ${one.target.cluster}`,
        found: scope.status === 'outside' ? scope.reason : 'It may.',
        ...(scope.status === 'outside'
          ? {
              fix: 'Ask the platform team, or use a namespace inside the boundary.',
            }
          : {}),
      });
    }
    findings.push(
      {
        check: 'boundary',
        environment: one.name,
        status: outside ? 'failed' : 'passed',
        expected: `${entity.metadata.name} may use ${place.path} of ${place.repository}`,
        found: outside ?? 'It may.',
        ...(outside
          ? { fix: 'Ask the platform team, or use a path inside the boundary.' }
          : {}),
      },
      {
        check: 'floor',
        environment: one.name,
        status: problems.length > 0 ? 'failed' : 'passed',
        expected: 'Nothing is set below the platform’s floor',
        found: problems.join(' ') || 'Nothing is.',
        ...(problems.length > 0
          ? { fix: 'Tighten the pipeline file, or leave the setting out.' }
          : {}),
      },
      ...httpFindings(one.name, policy.http, config.http.allow),
    );
    return {
      name: one.name,
      tier: one.tier,
      place,
      policy,
      locked: one.locked ?? [],
      onViolation: one.onViolation,
      labels: one.pullRequest?.labels ?? [],
      templates: {
        title: one.pullRequest?.title,
        body: one.pullRequest?.body,
      },
      mergeMethod: one.pullRequest?.mergeMethod,
      edits: (one.edits ?? []).map(edit => ({
        image:
          spec.images.find(image => image.name === edit.image)?.repository ??
          edit.image,
        file: edit.file,
        path: edit.path,
      })),
      ...(one.target && scope?.status === 'inside'
        ? {
            reconciliation: {
              engine: one.engine,
              target: one.target,
              mode: one.reconcile,
              prune: one.prune,
              ignore: one.ignore ?? [],
              ...(scope.kinds ? { kinds: scope.kinds } : {}),
            },
          }
        : {}),
      blocked: [
        ...(outside ? [outside] : []),
        ...(scope?.status === 'outside' ? [scope.reason] : []),
        ...problems,
      ],
    };
  });
  return {
    findings,
    declaration: {
      scopes,
      images: spec.images,
      releases: spec.releases,
      announce: spec.announce,
      environments,
    },
  };
}
