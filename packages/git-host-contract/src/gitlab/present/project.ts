import type { ProjectSchema } from '@gitbeaker/rest';
import type { StoredProject } from '../state';
import type { Links } from './links';

/** A project, as far as anybody reads it. */
export function presentProject(links: Links, project: StoredProject) {
  const { id, path, rules } = project;
  const [name, ...groups] = path.split('/').reverse();
  return {
    id,
    name,
    path: name,
    path_with_namespace: path,
    name_with_namespace: [...groups.reverse(), name].join(' / '),
    description: null,
    created_at: '2026-01-01T00:00:00.000Z',
    default_branch: 'main',
    visibility: 'private',
    web_url: `${links.web}/${path}`,
    http_url_to_repo: `${links.web}/${path}.git`,
    archived: false,
    merge_method: rules.mergeMethod,
    squash_option: 'default_off',
    only_allow_merge_if_pipeline_succeeds: rules.pipelineMustSucceed,
    allow_merge_on_skipped_pipeline: false,
    only_allow_merge_if_all_discussions_are_resolved: false,
    remove_source_branch_after_merge: false,
    merge_trains_enabled: rules.hasTrains,
    merge_pipelines_enabled: rules.hasTrains,
  } satisfies Partial<ProjectSchema>;
}
