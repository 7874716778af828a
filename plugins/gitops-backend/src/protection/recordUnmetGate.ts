import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { lastingContent } from '@backstage-gitops/policy';
import { readContent } from '../environments/readContent';
import { changedFiles } from '../git/changedFiles';
import type { Workplace } from '../promotions/Workplace';
import { type FoundViolation, recordViolation } from './recordViolation';

/** The Inputs of an environment at a commit, and none where they cannot be read. */
async function inputsOf(
  { hosted: { mirror }, environment }: Workplace,
  commit: string | undefined,
): Promise<string[]> {
  const read = commit && (await readContent(mirror, commit, environment));
  return read && read.status === 'read'
    ? [...read.content.own.keys(), ...read.content.shared.keys()]
    : [];
}

/** Records that people merged a promotion in the host although a gate was not met. */
export async function recordUnmetGate(
  place: Workplace,
  found: Omit<FoundViolation, 'kind' | 'files'>,
  told: Pick<
    HistoryEntry,
    'promotion' | 'policyCommit' | 'gates' | 'approvals'
  >,
): Promise<void> {
  const { services, key, hosted } = place;
  const { mirror } = hosted;
  if (!(await mirror.has(found.commit))) await mirror.refresh();
  const from = (await mirror.commit(found.commit))?.parents[0];
  const inputs = new Set([
    ...(await inputsOf(place, from)),
    ...(await inputsOf(place, found.commit)),
  ]);
  const changed = await changedFiles(mirror, from, found.commit);
  const open = (await services.violations.open(key)).filter(
    ({ commit }) => commit !== found.commit,
  );
  const left = open.flatMap(({ files }) => files);
  await recordViolation(
    place,
    {
      ...found,
      kind: 'gate',
      files: [...changed]
        .filter(([path]) => inputs.has(path))
        .map(([path, { before, after }]) => ({
          path,
          before: lastingContent(path, before, left),
          after,
        })),
    },
    told,
  );
}
