import type { AffectedEnvironment } from '@backstage-gitops/plugin-gitops-common';
import { type AffectedFacts, affectedBy } from '@backstage-gitops/policy';
import { freezeOf } from '../decisions/freezeOf';
import { type Services } from '../promotions/services';
import type { Reader } from './RollbackTarget';

function isBelow(file: string, folder: string): boolean {
  return folder === '' || folder === '.' || file.startsWith(`${folder}/`);
}

/** Those of the readers that read one of the files. */
export function affectedReaders(
  files: Iterable<string>,
  readers: Reader[],
): AffectedFacts[] {
  const changed = [...files];
  const known = readers.map(reader => ({
    ...reader,
    paths: new Set(
      reader.paths ?? changed.filter(file => isBelow(file, reader.path)),
    ),
  }));
  return affectedBy(changed, known).map(({ reader, files: read }) => ({
    entityRef: reader.entityRef,
    environment: reader.environment,
    owners: reader.owners,
    files: read,
  }));
}

/** Adds what stops each of them now. */
export async function withFreezes(
  { decisions, pipelines }: Pick<Services, 'decisions' | 'pipelines'>,
  affects: AffectedFacts[],
): Promise<AffectedFacts[]> {
  if (affects.length === 0) return [];
  const freezes = await decisions.freezes();
  if (freezes.length === 0) return affects;
  const scopes = new Map<string, string[]>();
  for (const { entityRef } of affects) {
    const pipeline = await pipelines.get(entityRef);
    scopes.set(entityRef, pipeline?.declaration?.scopes ?? []);
  }
  return affects.map(one => {
    const freeze = freezeOf(
      freezes,
      { entityRef: one.entityRef, name: one.environment },
      scopes.get(one.entityRef) ?? [],
    );
    return freeze ? { ...one, freeze: { by: freeze.by } } : one;
  });
}

/** An environment that a rollback changes, as someone may see it. */
export function affectedView(
  { entityRef, environment, owners, files }: AffectedFacts,
  visible: ReadonlySet<string>,
): AffectedEnvironment {
  return visible.has(entityRef)
    ? { entityRef, environment, owners, files }
    : { environment: 'an environment you may not see', owners, files };
}

/** Affected environments in a sentence, those that may not be named without their names. */
export function describeAffected(
  affects: AffectedFacts[],
  visible: ReadonlySet<string>,
): string {
  return affects
    .map(one => {
      const { entityRef, environment, files } = affectedView(one, visible);
      return `${files.join(', ')} would change ${environment}${
        entityRef ? ` of ${entityRef}` : ''
      } as well.`;
    })
    .join(' ');
}
