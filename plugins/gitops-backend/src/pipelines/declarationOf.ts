import type { StoredRelease } from '../store/ReleaseStore';
import { isMadeBy } from '../releases/releaseRules';
import type {
  Declaration,
  EnvironmentDeclaration,
  StoredPipeline,
} from './Declaration';

/** The pipeline as one of its environments has it: as it was, where an edit of the file is not accepted there yet. */
export function declarationOf(
  declaration: Declaration,
  { held }: EnvironmentDeclaration,
): Declaration {
  return held ? { ...declaration, ...held } : declaration;
}

/** The releases that may come to an environment: where earlier rules hold, only what those would have made. */
export function releasesFor(
  { held }: EnvironmentDeclaration,
  releases: StoredRelease[],
): StoredRelease[] {
  return held ? releases.filter(release => isMadeBy(held, release)) : releases;
}

/** The commit of the pipeline file whose policy holds in an environment, or in general where none is named. */
export function policyCommitOf({
  pipeline,
  environment,
}: {
  pipeline: Pick<StoredPipeline, 'policyCommit'>;
  environment?: Pick<EnvironmentDeclaration, 'policyCommit'>;
}): string | undefined {
  return environment?.policyCommit ?? pipeline.policyCommit;
}
