import { runGit } from '../git/runGit';
import type {
  Account,
  State,
  StoredMergeRequest,
  StoredProject,
  StoredVersion,
} from './state';

/** What a head changes, whatever it is based on. */
async function patchOf(
  { git }: StoredProject,
  base: string,
  head: string,
): Promise<string> {
  const diff = await runGit(git.directory, ['diff-tree', '-p', base, head]);
  const printed = await runGit(git.directory, ['patch-id', '--stable'], {
    input: diff,
  });
  return printed.slice(0, 40);
}

/** The state of a head that a merge request has now. */
export async function readVersion(
  state: State,
  project: StoredProject,
  { source, target }: Pick<StoredMergeRequest, 'source' | 'target'>,
): Promise<StoredVersion> {
  const { git } = project;
  const head = (await git.tip(source)) ?? '';
  const base = await git.mergeBase(`refs/heads/${target}`, head);
  const patch = await patchOf(project, base, head);
  return { id: state.nextId(), head, base, patch, at: state.now() };
}

/** Writes down what somebody did, as the host does. */
export function noteOf(
  state: State,
  mergeRequest: StoredMergeRequest,
  by: Account,
  body: string,
): void {
  const note = { id: state.nextId(), by, body, at: state.now() };
  mergeRequest.notes.push({ ...note, isSystem: true });
}

async function follow(
  state: State,
  project: StoredProject,
  mergeRequest: StoredMergeRequest,
  by: Account,
): Promise<void> {
  const [before] = mergeRequest.versions;
  const version = await readVersion(state, project, mergeRequest);
  mergeRequest.versions.unshift(version);
  const added = await project.git.between(before.head, version.head);
  if (added.length > 0) {
    const count = `${added.length} commit${added.length > 1 ? 's' : ''}`;
    const list = added.map(one => `<li>${one.slice(0, 8)} - Change</li>`);
    const body = `added ${count}\n\n<ul>${list.join('')}</ul>`;
    noteOf(state, mergeRequest, by, body);
  }
  if (!project.rules.resetsApprovals) return;
  mergeRequest.approvals = mergeRequest.approvals.filter(
    ({ patch }) => patch === version.patch,
  );
}

/** Notes who pushed, and brings the merge requests of the branches up to date. */
export async function afterPush(
  state: State,
  project: StoredProject,
  by: Account,
  before: ReadonlyMap<string, string>,
): Promise<void> {
  const moved = [...(await project.git.tips())].filter(
    ([branch, tip]) => before.get(branch) !== tip,
  );
  if (moved.length === 0) return;
  const branches = moved.map(([name, after]) => ({
    name,
    after,
    before: before.get(name),
  }));
  const note = (some: typeof branches) =>
    project.pushes.push({
      id: state.nextId(),
      by,
      at: state.now(),
      branches: some,
    });
  // Up to three branches are noted one by one.
  if (branches.length > 3) note(branches);
  else branches.forEach(one => note([one]));
  for (const { name } of branches) {
    for (const one of project.mergeRequests) {
      if (one.source === name && one.state.status === 'opened') {
        await follow(state, project, one, by);
      }
    }
  }
}
