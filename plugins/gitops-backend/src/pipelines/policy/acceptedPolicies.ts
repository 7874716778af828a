import type { Entity } from '@backstage/catalog-model';
import type { PipelineSpec } from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../../config';
import { type Decisions } from '../../decisions/Decisions';
import { type Mirrors, normalizeRepository } from '../../git/Mirrors';
import type { StoredDecision } from '../../store/DecisionStore';
import { mayUseRepository } from '../boundaries';
import type { StoredPipeline } from '../Declaration';
import { readPipelineAt, type PipelineFileResult } from '../readPipelineFile';
import type { AcceptedPolicy } from './holdWeakened';
import { versionOf } from './PolicyVersion';

/** Earlier versions of a file that are looked through for the repositories that it named. */
const MAX_VERSIONS = 50;

/** A pipeline file that was read, and whose it is. */
export interface PolicySource {
  entityRef: string;
  entity: Entity;
  file: Extract<PipelineFileResult, { status: 'read' }>;
  /** As the store has it; missing where it is seen for the first time, or the database was lost. */
  before: StoredPipeline | undefined;
  /** A moment of `performance.now()`: what was decided until then, or later. Default: now. */
  since?: number;
}

/** What policies are read with. */
export interface PolicyTools {
  config: GitOpsConfig;
  mirrors: Mirrors;
  decisions: Decisions;
}

function repositoriesOf(spec: PipelineSpec): string[] {
  return spec.environments.map(({ repository }) =>
    normalizeRepository(repository ?? spec.repository ?? ''),
  );
}

/** The repositories that the file names, and named before: an environment may have been moved since it was accepted. */
async function namedRepositories(
  { mirrors }: PolicyTools,
  { file }: PolicySource,
): Promise<string[]> {
  const location = mirrors.parseFileUrl(file.file);
  if (!location) return repositoriesOf(file.spec);
  const { mirror } = await mirrors.get(location.repository);
  const versions = await mirror.log({
    from: file.commit,
    paths: [location.path],
    limit: MAX_VERSIONS,
  });
  const named = repositoriesOf(file.spec);
  for (const { commit } of versions) {
    const version = await readPipelineAt({ file: file.file, commit, mirrors });
    if (version?.status === 'read') named.push(...repositoriesOf(version.spec));
  }
  return [...new Set(named)];
}

/**
 * Reads again what was decided in every repository that the file has named.
 *
 * @returns why one of them cannot be read: then it is not known what was accepted there.
 */
export async function refreshDecisions(
  tools: PolicyTools,
  source: PolicySource,
): Promise<string | undefined> {
  const { mirrors, decisions, config } = tools;
  let problem: string | undefined;
  for (const repository of await namedRepositories(tools, source)) {
    const isConcerned =
      mirrors.hostOf(repository) !== undefined &&
      mayUseRepository({
        entity: source.entity,
        ownRepository: source.file.repository,
        repository,
        boundaries: config.boundaries,
      });
    if (!isConcerned) continue;
    try {
      const hosted = await mirrors.get(repository);
      await hosted.mirror.refresh(source.since);
      await decisions.refresh(hosted);
    } catch (error) {
      problem = `${repository} cannot be read, so it is not known which policy was accepted there: ${
        error instanceof Error ? error.message : String(error)
      }`;
    }
  }
  return problem;
}

/** What is taken for accepted where no decision is found, such as from before they were recorded: what was in force here. */
function fromStore(
  { declaration, policyCommit, file }: StoredPipeline,
  records: ReadonlyMap<string, StoredDecision>,
): Array<[string, { commit: string; file: string }]> {
  return (declaration?.environments ?? []).flatMap(one => {
    const commit = one.policyCommit ?? policyCommit;
    const isInForce = one.policy.protected && one.blocked.length === 0;
    return isInForce && commit && file && !records.has(one.name)
      ? [[one.name, { commit, file }]]
      : [];
  });
}

async function read(
  tools: PolicyTools,
  source: PolicySource,
  name: string,
  { commit, file }: { commit: string; file: string },
): Promise<AcceptedPolicy> {
  const { mirrors, config } = tools;
  const { entity, before } = source;
  const location = mirrors.parseFileUrl(file);
  const hosted = location && (await mirrors.get(location.repository));
  // The repository of the newest file was just read; the file may have been in another.
  if (file !== source.file.file) await hosted?.mirror.refresh();
  const there = (await hosted?.mirror.has(commit)) ?? false;
  const version = there
    ? await readPipelineAt({ file, commit, mirrors })
    : undefined;
  if (version?.status === 'read') {
    return {
      status: 'read',
      version: versionOf({ entity, file: version, config }),
    };
  }
  const why = there
    ? 'it has no valid pipeline file'
    : 'the repository does not have it any more';
  return {
    status: 'unreadable',
    commit,
    reason: `The policy of ${name} that was accepted last, at ${commit.slice(
      0,
      12,
    )} of ${file}, cannot be read: ${why}.`,
    last: before?.declaration?.environments.find(one => one.name === name),
  };
}

/** What was accepted last, of each environment, and the decisions that say so. */
export async function acceptedPolicies(
  tools: PolicyTools,
  source: PolicySource,
): Promise<{
  accepted: Map<string, AcceptedPolicy>;
  records: Map<string, StoredDecision>;
}> {
  const records = await tools.decisions.policies(source.entityRef);
  const named = [
    ...(source.before ? fromStore(source.before, records) : []),
    ...[...records].flatMap(
      ([name, { status, commit, file }]): Array<
        [string, { commit: string; file: string }]
      > =>
        status === 'inForce' && commit && file
          ? [[name, { commit, file }]]
          : [],
    ),
  ];
  const accepted = new Map<string, AcceptedPolicy>();
  for (const [name, where] of named) {
    accepted.set(name, await read(tools, source, name, where));
  }
  return { accepted, records };
}
