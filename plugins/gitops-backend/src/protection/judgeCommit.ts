import type { Person } from '@backstage-gitops/plugin-gitops-common';
import {
  judgeChange,
  lastingContent,
  type LockedField,
  settleFiles,
  type ViolatedFile,
} from '@backstage-gitops/policy';
import { proveChange } from '../environments/proveChange';
import { changedFiles, type FileChange } from '../git/changedFiles';
import type { CommitRecord } from '../git/Mirror';
import type { Workplace } from '../promotions/Workplace';
import type { StoredViolation } from '../store/ViolationStore';
import type { Watch } from '../store/WatchStore';
import { loadPullRequest } from './loadPullRequest';
import { isRenderable, lockedFieldsBetween } from './lockedFields';
import { recordViolation } from './recordViolation';

/** One commit to be judged, and what the environment read before and after it. */
export interface JudgedCommit {
  record: CommitRecord;
  /** Of a branch that was rewritten nothing is known but that it holds something else now. */
  branch: 'grown' | 'rewritten';
  watch: Watch;
  inputs: ReadonlyMap<string, string>;
}

/** The Inputs that have another content after it. A merge counts with all that it brings. */
async function changedInputs(
  { hosted: { mirror }, environment }: Workplace,
  { record, branch, watch, inputs }: JudgedCommit,
): Promise<Map<string, FileChange>> {
  const paths = new Set([...watch.inputs.keys(), ...inputs.keys()]);
  if (branch === 'grown' || (await mirror.has(watch.head))) {
    const changed = await changedFiles(
      mirror,
      branch === 'grown' ? record.parents[0] : watch.head,
      record.commit,
    );
    return new Map([...changed].filter(([path]) => paths.has(path)));
  }
  // What was there is gone from the repository; what is remembered of it are the Inputs.
  const tree = await mirror.tree(record.commit);
  const isKnown = (path: string) =>
    watch.inputs.has(path) || path.startsWith(`${environment.place.path}/`);
  return new Map(
    [...paths].filter(isKnown).flatMap((path): Array<[string, FileChange]> => {
      const before = watch.inputs.get(path);
      const after = tree.get(path)?.objectId;
      return before === after ? [] : [[path, { before, after }]];
    }),
  );
}

/** The locked fields that a commit changes, and the last commit that could be rendered. */
async function judgeLocks(
  place: Workplace,
  { record, watch }: JudgedCommit,
): Promise<{ locked: LockedField[]; rendered?: string }> {
  const { environment, hosted, services, key } = place;
  if (environment.locked.length === 0) return { locked: [] };
  const where = { services, mirror: hosted.mirror, environment, key };
  const from = watch.rendered ?? watch.head;
  const outcome = (await hosted.mirror.has(from))
    ? await lockedFieldsBetween(where, from, record.commit)
    : undefined;
  if (outcome?.status === 'known') {
    return { locked: outcome.fields, rendered: record.commit };
  }
  // Files that do not render now are compared when they do again, with what they rendered to before.
  const renders = await isRenderable(where, record.commit);
  return { locked: [], rendered: renders ? record.commit : watch.rendered };
}

async function authorOf(
  { services, hosted }: Workplace,
  { record, branch }: JudgedCommit,
  pull: Awaited<ReturnType<typeof proveChange>>['pull'],
): Promise<Person> {
  if (branch === 'rewritten') return { name: 'someone on the host' };
  return pull
    ? services.people.byLogin(hosted.host, pull.author)
    : services.people.byAuthor(hosted.host, record.author);
}

/** A change that came as it should has decided on what earlier violations left in its files. */
async function settle(
  { services, hosted }: Workplace,
  open: StoredViolation[],
  commit: string,
  legitimate: string[],
): Promise<void> {
  const touched = new Set(legitimate);
  for (const violation of open) {
    if (
      violation.commit !== commit &&
      violation.files.some(({ path }) => touched.has(path)) &&
      (await hosted.mirror.isAncestor(violation.commit, commit))
    ) {
      await services.violations.update(violation, {
        files: settleFiles(violation.files, touched),
      });
    }
  }
}

/**
 * Judges one commit for one environment, and writes down what that comes to.
 *
 * @returns the last commit that could be rendered.
 * @throws where the host does not answer: then it is not judged.
 */
export async function judgeCommit(
  place: Workplace,
  judged: JudgedCommit,
): Promise<string | undefined> {
  const { services, key, environment, hosted } = place;
  const { record, branch, watch } = judged;
  const changed = await changedInputs(place, judged);
  if (changed.size === 0) return watch.rendered;
  const { locked, rendered } = await judgeLocks(place, judged);
  const open = await services.violations.open(key);
  const left = open.flatMap(({ files }) => files);
  const files = [...changed].map(
    ([path, { before, after }]): ViolatedFile => ({
      path,
      before: lastingContent(path, before, left),
      after,
    }),
  );
  const { proof, pull }: Awaited<ReturnType<typeof proveChange>> =
    branch === 'grown'
      ? await proveChange({
          services,
          hosted,
          branch: environment.place.branch,
          record,
        })
      : {};
  const paths = files.map(({ path }) => path);
  const ours = paths.filter(path => proof?.explains.has(path));
  const putBack = files
    .filter(({ before, after }) => before === after)
    .map(({ path }) => path);
  const isAsked = paths.some(
    path => !ours.includes(path) && !putBack.includes(path),
  );
  const by = await authorOf(place, judged, pull);
  const verdict = judgeChange({
    environment: environment.name,
    protection: environment.policy.protected ? 'protected' : 'lockedFieldsOnly',
    by: by.name,
    files: paths,
    ours,
    putBack,
    ...(pull && isAsked
      ? { pullRequest: await loadPullRequest(place, pull, paths) }
      : {}),
    rule: environment.policy.approvals,
    locked,
  });
  await settle(place, open, record.commit, verdict.legitimate);
  if (verdict.status === 'violation') {
    await recordViolation(place, {
      commit: record.commit,
      at: record.at,
      by,
      kind: verdict.kind,
      files: files.filter(({ path }) => verdict.files.includes(path)),
      reason:
        branch === 'grown'
          ? verdict.reason
          : `The history of ${environment.place.branch} was rewritten, which changed ${environment.name}.`,
      pullRequest: pull?.number,
    });
  }
  return rendered;
}
