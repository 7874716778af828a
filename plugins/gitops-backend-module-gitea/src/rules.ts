import { at, nameOf, type Place } from './Place';
import { branch, protection } from './schemas';

/** What the protection of a branch asks of a merge, as far as it is told to us. */
export interface Rules {
  branch: string;
  approvals: number;
  /** Patterns of contexts; none of them means every status there is. Undefined where no status is asked for. */
  checks: string[] | undefined;
  mayMerge: boolean;
  /** Only administrators of the repository are told of these. */
  blocksOnRejection: boolean;
  blocksOnRequest: boolean;
  blocksOnOutdated: boolean;
  ignoresStale: boolean;
}

/** Reads the rules of a branch; what a branch that is gone asks for is nothing. */
export async function readRules(
  place: Place,
  name: string,
): Promise<Rules | undefined> {
  const answer = await place.client.askOr([404], {
    what: `read the branch ${name} of ${nameOf(place)}`,
    path: at(place, 'branches', name),
    answer: branch,
  });
  if (answer.status === 'refused') return undefined;
  const { data } = answer;
  const more = await readRule(place, data.effective_branch_protection_name);
  return {
    branch: name,
    approvals: data.required_approvals,
    checks: data.enable_status_check
      ? data.status_check_contexts ?? []
      : undefined,
    mayMerge: data.user_can_merge,
    blocksOnRejection: more?.block_on_rejected_reviews ?? false,
    blocksOnRequest: more?.block_on_official_review_requests ?? false,
    blocksOnOutdated: more?.block_on_outdated_branch ?? false,
    ignoresStale: more?.ignore_stale_approvals ?? false,
  };
}

async function readRule(place: Place, name: string) {
  if (name === '') return undefined;
  const answer = await place.client.askOr([403, 404], {
    what: `read the branch protection ${name} of ${nameOf(place)}`,
    path: at(place, 'branch_protections', name),
    answer: protection,
  });
  return answer.status === 'ok' ? answer.data : undefined;
}
