import type { Entity } from '@backstage/catalog-model';
import {
  filesOfPipeline,
  parsePipeline,
  type PipelineBlueprint,
} from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../config';
import { outsideBoundary } from '../pipelines/boundaries';
import { declare } from '../pipelines/declare';
import { readYaml } from '../pipelines/readPipelineFile';

/**
 * What keeps a pipeline from working once it is there, by the code that judges every pipeline: a file that is not valid,
 * a floor, a boundary. Each is a sentence.
 */
export function faultsOf(
  blueprint: PipelineBlueprint,
  entity: Entity,
  config: Pick<GitOpsConfig, 'boundaries' | 'floors' | 'http'>,
): string[] {
  const [pipelineFile, ...files] = filesOfPipeline(blueprint);
  const yaml = readYaml(pipelineFile.text);
  if (yaml.status === 'failed') return [yaml.message];
  const parsed = parsePipeline(yaml.value);
  if (parsed.status === 'invalid') {
    return parsed.problems.map(({ path, message }) => `${path}: ${message}.`);
  }
  const ownRepository = blueprint.catalogFile.repository;
  const { declaration } = declare({
    entity,
    ownRepository,
    spec: parsed.spec,
    config,
  });
  const outside = files.flatMap(
    ({ repository, path }) =>
      outsideBoundary({
        entity,
        ownRepository,
        place: { repository, branch: blueprint.deploy.branch, path },
        boundaries: config.boundaries,
      }) ?? [],
  );
  const blocked = declaration.environments.flatMap(one => one.blocked);
  // Where a whole environment is outside, its files need not be listed as well.
  return [...new Set(blocked.length > 0 ? blocked : outside)];
}
