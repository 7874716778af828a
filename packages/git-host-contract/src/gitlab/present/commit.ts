import type { CommitSchema, CommitStatusSchema } from '@gitbeaker/rest';
import type { CommitRecord } from '../../git/BareRepository';
import type { StoredJob, StoredProject, StoredPush } from '../state';
import type { Links } from './links';
import { presentUser } from './user';

export function presentCommit(
  links: Links,
  project: StoredProject,
  { commit, parents, author, message }: CommitRecord,
) {
  return {
    id: commit,
    short_id: commit.slice(0, 8),
    created_at: author.date,
    parent_ids: parents,
    title: message.split('\n', 1)[0],
    message: `${message}\n`,
    author_name: author.name,
    author_email: author.email,
    authored_date: author.date,
    committer_name: author.name,
    committer_email: author.email,
    committed_date: author.date,
    web_url: `${links.web}/${project.path}/-/commit/${commit}`,
  } satisfies CommitSchema;
}

export function presentJob(
  links: Links,
  project: StoredProject,
  job: StoredJob,
) {
  const isDone = !['created', 'pending', 'running'].includes(job.state);
  return {
    id: job.id,
    sha: job.commit,
    ref: 'main',
    status: job.state,
    name: job.name,
    target_url: job.isReported
      ? null
      : `${links.web}/${project.path}/-/jobs/${job.id}`,
    description: job.description,
    created_at: job.at,
    started_at: job.state === 'pending' ? null : job.at,
    finished_at: isDone ? job.at : null,
    allow_failure: job.mayFail,
    coverage: null,
    pipeline_id: project.id,
    author: presentUser(links, job.by),
    // What the client takes for always there is null with GitLab now and then.
  } satisfies { [K in keyof CommitStatusSchema]?: unknown };
}

/** A push as an event; one of more than three branches tells of none of them. */
export function presentPush(
  links: Links,
  project: StoredProject,
  { id, by, at, branches }: StoredPush,
) {
  const [first] = branches;
  const isMany = branches.length > 3;
  return {
    id,
    project_id: project.id,
    action_name: first.before ? 'pushed to' : 'pushed new',
    target_id: null,
    target_iid: null,
    target_type: null,
    author_id: by.id,
    target_title: null,
    created_at: at,
    author: presentUser(links, by),
    author_username: by.login,
    push_data: {
      commit_count: 1,
      action: first.before ? 'pushed' : 'created',
      ref_type: 'branch',
      commit_from: isMany ? null : first.before ?? null,
      commit_to: isMany ? null : first.after,
      ref: isMany ? null : first.name,
      commit_title: null,
      ref_count: isMany ? branches.length : null,
    },
  };
}
