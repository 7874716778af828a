import type { Entity } from '@backstage/catalog-model';
import type { EnvironmentTerms } from '@backstage-gitops/policy';
import type { Finding } from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../../config';
import type { Declaration } from '../Declaration';
import { declare } from '../declare';
import type { PipelineFileResult } from '../readPipelineFile';
import { termsOf } from './termsOf';

/** What a pipeline file says at one commit, under the floors and boundaries of today. */
export interface PolicyVersion {
  commit: string;
  declaration: Declaration;
  findings: Finding[];
  /** By the environment's name. */
  terms: ReadonlyMap<string, EnvironmentTerms>;
}

/** Declares what was read. */
export function versionOf(options: {
  entity: Entity;
  file: Extract<PipelineFileResult, { status: 'read' }>;
  config: Pick<GitOpsConfig, 'boundaries' | 'floors' | 'http'>;
}): PolicyVersion {
  const { entity, file, config } = options;
  const { spec, commit } = file;
  const { declaration, findings } = declare({
    entity,
    ownRepository: file.repository,
    spec,
    config,
  });
  return { commit, declaration, findings, terms: termsOf(spec, declaration) };
}
