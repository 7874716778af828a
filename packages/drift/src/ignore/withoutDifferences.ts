import { PathExpression } from '../jq';
import { isJsonObject, type JsonObject, parsePointer } from '../json';
import { objectAt, textAt } from '../json/JsonValue';
import { withoutPaths } from '../json/withoutPaths';
import { concerns, type ObjectIdentity } from './concerns';

/**
 * Fields that are not to be compared, as Argo CD writes them (`spec.ignoreDifferences`).
 *
 * @public
 */
export interface IgnoredDifferences {
  group?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  jsonPointers?: string[];
  /** See {@link PathExpression}. */
  jqPathExpressions?: string[];
  /** Whatever these managers wrote is theirs to say. */
  managedFieldsManagers?: string[];
}

/** What an object calls itself. */
export function identityOf(object: JsonObject): ObjectIdentity {
  const apiVersion = textAt(object, 'apiVersion') ?? '';
  const metadata = objectAt(object, 'metadata');
  return {
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
    kind: textAt(object, 'kind') ?? '',
    name: textAt(metadata, 'name') ?? '',
    namespace: textAt(metadata, 'namespace'),
  };
}

/**
 * An object without the fields that rules name by pointers and expressions.
 *
 * @throws JqSyntaxError for a rule that cannot be read, JqStepsExceeded for one that does not come to an end.
 *
 * @public
 */
export function withoutDifferences(
  object: JsonObject,
  rules: readonly IgnoredDifferences[],
): JsonObject {
  const identity = identityOf(object);
  return rules
    .filter(rule => concerns(rule, identity))
    .reduce(withoutNamed, object);
}

function withoutNamed(
  object: JsonObject,
  { jsonPointers = [], jqPathExpressions = [] }: IgnoredDifferences,
): JsonObject {
  const places = [
    ...jsonPointers.map(parsePointer),
    ...jqPathExpressions.flatMap(text =>
      new PathExpression(text).placesIn(object),
    ),
  ].filter(path => path.length > 0);
  const rest = withoutPaths(object, places);
  return isJsonObject(rest) ? rest : object;
}

/** The managers that rules trust with an object. */
export function trustedManagers(
  object: JsonObject,
  rules: readonly IgnoredDifferences[],
): string[] {
  const identity = identityOf(object);
  return rules
    .filter(rule => concerns(rule, identity))
    .flatMap(rule => rule.managedFieldsManagers ?? []);
}
