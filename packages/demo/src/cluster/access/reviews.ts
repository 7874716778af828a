import { ClusterContext } from '../ClusterContext';
import { JsonObject } from '../objects/json';
import { mapAt, textAt } from '../objects/read';
import { User } from './Account';
import { Action } from './Rule';

function actionOf(spec: JsonObject): Action {
  const wanted = mapAt(spec, 'resourceAttributes');
  if (spec.nonResourceAttributes !== undefined) {
    const path = mapAt(spec, 'nonResourceAttributes');
    return {
      kind: 'path',
      verb: textAt(path, 'verb') ?? '',
      path: textAt(path, 'path') ?? '',
    };
  }
  const door = textAt(wanted, 'subresource');
  const resource = textAt(wanted, 'resource') ?? '';
  return {
    kind: 'resource',
    verb: textAt(wanted, 'verb') ?? '',
    group: textAt(wanted, 'group') ?? '',
    resource: door ? `${resource}/${door}` : resource,
    namespace: textAt(wanted, 'namespace') || undefined,
    name: textAt(wanted, 'name') || undefined,
  };
}

/** Answers a SelfSubjectAccessReview: may I do this? */
export function reviewAccess(
  { authorizer, faults }: ClusterContext,
  user: User,
  review: JsonObject,
): JsonObject {
  const action = actionOf(mapAt(review, 'spec'));
  const allowed =
    authorizer.allows(user, action) && !faults.forbids(user, action);
  return { ...review, status: { allowed } };
}

/** Answers a SelfSubjectRulesReview: what may I do in this namespace? */
export function reviewRules(
  { authorizer }: ClusterContext,
  user: User,
  review: JsonObject,
): JsonObject {
  const namespace = textAt(review, 'spec', 'namespace');
  const rules = authorizer.rulesOf(user, namespace);
  return {
    ...review,
    status: {
      incomplete: false,
      resourceRules: rules
        .filter(rule => rule.resources.length > 0)
        .map(rule => ({
          verbs: [...rule.verbs],
          apiGroups: [...rule.apiGroups],
          resources: [...rule.resources],
          ...(rule.resourceNames.length > 0
            ? { resourceNames: [...rule.resourceNames] }
            : {}),
        })),
      nonResourceRules: rules
        .filter(rule => rule.nonResourceUrls.length > 0)
        .map(rule => ({
          verbs: [...rule.verbs],
          nonResourceURLs: [...rule.nonResourceUrls],
        })),
    },
  };
}

/** Answers a SelfSubjectReview: who am I? */
export function reviewSelf(user: User, review: JsonObject): JsonObject {
  return {
    ...review,
    status: { userInfo: { username: user.name, groups: [...user.groups] } },
  };
}
