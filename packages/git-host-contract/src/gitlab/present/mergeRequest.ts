import type {
  ExpandedMergeRequestSchema,
  MergeRequestDiffVersionsSchema,
  NoteSchema,
} from '@gitbeaker/rest';
import { headOf, mergeStatusOf } from '../mergeState';
import type {
  StoredMergeRequest,
  StoredNote,
  StoredProject,
  StoredVersion,
} from '../state';
import type { Links } from './links';
import { presentUser } from './user';

/** Without some keys; what is left keeps its types, though any key may be there. */
type Without<T, K> = { [P in keyof T as P extends K ? never : P]: T[P] };

/** What the client's types say of a merge request. They know fewer statuses than GitLab has, and nothing of its pipelines is shown. */
type Shown = Partial<
  Without<ExpandedMergeRequestSchema, 'detailed_merge_status'>
>;

/** A merge request as lists have it. */
export async function presentListed(
  links: Links,
  project: StoredProject,
  mergeRequest: StoredMergeRequest,
) {
  const { state, iid, labels, by } = mergeRequest;
  const status = await mergeStatusOf(project, mergeRequest);
  const isMerged = state.status === 'merged';
  const ended = state.status === 'opened' ? null : presentUser(links, state.by);
  return {
    id: mergeRequest.id,
    iid,
    project_id: project.id,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: state.status,
    created_at: mergeRequest.createdAt,
    updated_at: mergeRequest.createdAt,
    merged_by: isMerged ? ended : null,
    merge_user: isMerged ? ended : null,
    merged_at: isMerged ? state.at : null,
    closed_by: state.status === 'closed' ? ended : null,
    closed_at: state.status === 'closed' ? state.at : null,
    target_branch: mergeRequest.target,
    source_branch: mergeRequest.source,
    user_notes_count: mergeRequest.notes.filter(one => !one.isSystem).length,
    upvotes: 0,
    downvotes: 0,
    author: presentUser(links, by),
    assignees: [],
    assignee: null,
    reviewers: [...mergeRequest.reviewers.keys()].map(one =>
      presentUser(links, one),
    ),
    source_project_id: project.id,
    target_project_id: project.id,
    labels: [...labels].sort(),
    draft: status === 'draft_status',
    work_in_progress: status === 'draft_status',
    milestone: null,
    merge_when_pipeline_succeeds: mergeRequest.isQueued,
    merge_status: status === 'conflict' ? 'cannot_be_merged' : 'can_be_merged',
    detailed_merge_status: status,
    sha: await headOf(project, mergeRequest),
    merge_commit_sha: isMerged ? state.mergeCommit : null,
    squash_commit_sha: isMerged ? state.squashCommit : null,
    discussion_locked: null,
    should_remove_source_branch: null,
    force_remove_source_branch: false,
    prepared_at: mergeRequest.createdAt,
    reference: `!${iid}`,
    references: {
      short: `!${iid}`,
      relative: `!${iid}`,
      full: `${project.path}!${iid}`,
    },
    web_url: `${links.web}/${project.path}/-/merge_requests/${iid}`,
    time_stats: {
      time_estimate: 0,
      total_time_spent: 0,
      human_time_estimate: null,
      human_total_time_spent: null,
    },
    squash: false,
    squash_on_merge: false,
    task_completion_status: { count: 0, completed_count: 0 },
    has_conflicts: status === 'conflict',
    blocking_discussions_resolved: true,
    approvals_before_merge: null,
  } satisfies Shown;
}

/** A merge request as it is read alone. */
export async function presentMergeRequest(
  links: Links,
  project: StoredProject,
  mergeRequest: StoredMergeRequest,
) {
  const { base, head } = mergeRequest.versions[0];
  return {
    ...(await presentListed(links, project, mergeRequest)),
    subscribed: false,
    changes_count: '1',
    latest_build_started_at: null,
    latest_build_finished_at: null,
    first_deployed_to_production_at: null,
    pipeline: null,
    head_pipeline: null,
    diff_refs: { base_sha: base, head_sha: head, start_sha: base },
    merge_error: null,
    first_contribution: false,
    user: { can_merge: true },
  } satisfies Shown;
}

export function presentNote(
  links: Links,
  project: StoredProject,
  { id, iid }: StoredMergeRequest,
  note: StoredNote,
) {
  return {
    id: note.id,
    type: null,
    body: note.body,
    attachment: null,
    author: presentUser(links, note.by),
    created_at: note.at,
    updated_at: note.at,
    system: note.isSystem,
    noteable_id: id,
    noteable_type: 'MergeRequest',
    noteable_iid: iid,
    project_id: project.id,
    resolvable: false,
    confidential: false,
    internal: false,
  } satisfies NoteSchema;
}

export function presentVersion(
  { id }: StoredMergeRequest,
  version: StoredVersion,
) {
  return {
    id: version.id,
    head_commit_sha: version.head,
    base_commit_sha: version.base,
    start_commit_sha: version.base,
    created_at: version.at,
    merge_request_id: id,
    state: 'collected',
    real_size: '1',
    patch_id_sha: version.patch,
  } satisfies MergeRequestDiffVersionsSchema;
}
