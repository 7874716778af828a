import { isDeepStrictEqual } from 'node:util';
import { standingFiles } from '@backstage-gitops/policy';
import { readContent } from '../environments/readContent';
import type { CommitRecord } from '../git/Mirror';
import type { Workplace } from '../promotions/Workplace';
import type { Watch } from '../store/WatchStore';
import { judgeCommit } from './judgeCommit';

/** Commits that are judged in one pass at most; what is left is judged by the next. */
const MAX_COMMITS = 5_000;

/**
 * The Inputs at a commit. Files that cannot be read as manifests are no way past this: then it is everything in the
 * environment's folder, and what it read before.
 */
async function inputsAt(
  { hosted: { mirror }, environment }: Workplace,
  commit: string,
  before: Iterable<string>,
): Promise<Map<string, string>> {
  const { path } = environment.place;
  const read = await readContent(mirror, commit, environment);
  if (read.status === 'read') {
    return new Map([...read.content.own, ...read.content.shared]);
  }
  const tree = await mirror.tree(commit);
  const known = new Set(before);
  return new Map(
    [...tree].flatMap(
      ([file, { objectId }]): Array<[string, string]> =>
        known.has(file) || path === '.' || file.startsWith(`${path}/`)
          ? [[file, objectId]]
          : [],
    ),
  );
}

/** The commits after `watch` that touch Inputs, oldest first; one that stands for all where the branch was rewritten. */
async function newCommits(
  place: Workplace,
  watch: Watch,
  head: string,
): Promise<{ records: CommitRecord[]; branch: 'grown' | 'rewritten' }> {
  const { mirror } = place.hosted;
  if (await mirror.isAncestor(watch.head, head)) {
    const inputs = await inputsAt(place, head, watch.inputs.keys());
    const records = await mirror.log({
      from: head,
      until: watch.head,
      paths: [
        ...new Set([
          place.environment.place.path,
          ...watch.inputs.keys(),
          ...inputs.keys(),
        ]),
      ],
      limit: MAX_COMMITS,
    });
    return { records: records.reverse(), branch: 'grown' };
  }
  const record = await mirror.commit(head);
  return { records: record ? [record] : [], branch: 'rewritten' };
}

/**
 * Judges what has come to an environment's branch since it was last watched, and ends violations whose change is gone. What
 * was there before it is watched is history. A host that does not answer is asked again: until then nothing is judged, and
 * nothing is forgotten.
 */
export async function watchEnvironment(
  place: Workplace,
  stillOurs: () => Promise<boolean>,
): Promise<void> {
  const { services, key, environment, hosted } = place;
  const { mirror } = hosted;
  const head = mirror.head(environment.place.branch);
  if (!head) return;
  const { watches, violations } = services;
  if (
    !environment.policy.protected &&
    environment.locked.length === 0 &&
    (await violations.open(key)).length === 0
  ) {
    await watches.end(key);
    return;
  }
  // An environment that is new here, or is again, was not watched meanwhile.
  const stored = await services.environments.get(key);
  let watch = stored?.indexed ? await watches.get(key) : undefined;
  if (!watch || !isDeepStrictEqual(watch.place, environment.place)) {
    watch = {
      place: environment.place,
      head,
      inputs: await inputsAt(place, head, []),
    };
    await watches.save(key, watch);
  }
  if (watch.head !== head) {
    const { records, branch } = await newCommits(place, watch, head);
    for (const record of records) {
      const inputs = await inputsAt(place, record.commit, watch.inputs.keys());
      const rendered = await judgeCommit(place, {
        record,
        branch,
        watch,
        inputs,
      });
      if (!(await stillOurs())) return;
      watch = { ...watch, head: record.commit, inputs, rendered };
      await watches.save(key, watch);
    }
    if (watch.head !== head) await watches.save(key, { ...watch, head });
  }
  const tree = await mirror.tree(head);
  for (const violation of await violations.open(key)) {
    const standing = standingFiles(
      violation.files,
      path => tree.get(path)?.objectId,
    );
    if (standing.length === 0) {
      await violations.update(violation, { status: 'ended' });
    }
  }
}
