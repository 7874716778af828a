import type { StoredRepository } from '../state';
import { connection } from './connection';
import type { GraphObject } from './execute';

/** A branch with its rules: approvals are asked for by classic protection here, checks by a ruleset. */
export function refObject(
  { protections }: StoredRepository,
  branch: string,
): GraphObject {
  const protection = protections.get(branch);
  const rules: GraphObject[] = [];
  if (protection && protection.checks.length > 0) {
    rules.push({
      __typename: 'RequiredStatusChecksParameters',
      requiredStatusChecks: protection.checks.map(context => ({
        __typename: 'StatusCheckConfiguration',
        context,
      })),
    });
  }
  return {
    __typename: 'Ref',
    refUpdateRule: protection && {
      __typename: 'RefUpdateRule',
      requiredApprovingReviewCount: protection.approvals,
      requiredStatusCheckContexts: [],
      requiresConversationResolution: protection.resolved,
    },
    rules: connection('RepositoryRuleConnection', rules, parameters => ({
      __typename: 'RepositoryRule',
      parameters,
    })),
  };
}
