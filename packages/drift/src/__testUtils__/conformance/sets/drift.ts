import { withoutBookkeeping } from '../../../compare/bookkeeping';
import { changesBetween } from '../../../compare/changesBetween';
import { compareLocally } from '../../../compare/compareLocally';
import {
  asKnownTypes,
  type KnownTypeField,
} from '../../../compare/asKnownTypes';
import { canonicalForm } from '../../../clientSide/canonicalForm';
import { compareByLastApplied } from '../../../clientSide/compareByLastApplied';
import { withoutLastApplied } from '../../../clientSide/lastApplied';
import { withoutAdmission } from '../../../dryRun/withoutAdmission';
import { concerns } from '../../../ignore/concerns';
import {
  type IgnoredDifferences,
  withoutDifferences,
} from '../../../ignore/withoutDifferences';
import { withoutTrusted } from '../../../ignore/withoutTrusted';
import { JqStepsExceeded, JqSyntaxError } from '../../../jq';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../json';
import { textAt } from '../../../json/JsonValue';
import { ANY, type SchemaCatalog } from '../../../schema';
import type { Case } from '../Case';
import { failedChecks } from '../checks';

/** What a comparison made of a case. */
interface Outcome {
  modified: boolean;
  predicted?: JsonObject;
  live?: JsonObject;
}

function texts(value: JsonValue | undefined): string[] | undefined {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : undefined;
}

function readRules(value: JsonValue | undefined): IgnoredDifferences[] {
  return (Array.isArray(value) ? value : []).filter(isJsonObject).map(rule => ({
    group: textAt(rule, 'group'),
    kind: textAt(rule, 'kind'),
    name: textAt(rule, 'name'),
    namespace: textAt(rule, 'namespace'),
    jsonPointers: texts(rule.jsonPointers),
    jqPathExpressions: texts(rule.jqPathExpressions),
    managedFieldsManagers: texts(rule.managedFieldsManagers),
  }));
}

function checksOf(one: Case): JsonObject[] {
  const checks = one.object('expected')?.checks;
  return Array.isArray(checks) ? checks.filter(isJsonObject) : [];
}

function typed(object: JsonObject, catalog: SchemaCatalog) {
  const apiVersion = textAt(object, 'apiVersion') ?? '';
  const kind = textAt(object, 'kind') ?? '';
  return {
    schema: catalog.typeOf(apiVersion, kind) ?? ANY,
    traits: catalog.traitsOf(apiVersion, kind),
  };
}

function compare(one: Case, catalog: SchemaCatalog): Outcome {
  const desired = one.object('config');
  const live = one.object('live');
  if (!desired || !live) return { modified: desired !== undefined };
  const options = one.object('options') ?? {};
  const ignore = readRules(options.ignoreDifferences);
  const manager = textAt(options, 'manager') ?? 'argocd-controller';
  const types = typed(desired, catalog);
  switch (one.text('strategy')) {
    case 'structured-merge': {
      const { changes, predicted } = compareLocally({
        desired,
        live,
        manager,
        ...types,
      });
      return { modified: changes.length > 0, predicted, live };
    }
    case 'server-side':
      return compareWithDryRun(one, {
        live,
        ignore,
        manager,
        admission: options.ignoreMutationWebhook !== false ? 'ignore' : 'show',
        schema: types.schema,
      });
    default: {
      const found = compareByLastApplied({
        desired,
        live,
        ignore,
        aggregatedRoles:
          options.ignoreAggregatedRoles === true ? 'ignore' : 'compare',
        ...types,
      });
      return { ...found, modified: found.changes.length > 0 };
    }
  }
}

function compareWithDryRun(
  one: Case,
  options: {
    live: JsonObject;
    ignore: IgnoredDifferences[];
    manager: string;
    admission: 'ignore' | 'show';
    schema: ReturnType<typeof typed>['schema'];
  },
): Outcome {
  const { live, ignore, manager, admission, schema } = options;
  const answer = one.object('dryRun') ?? {};
  const predicted =
    admission === 'ignore'
      ? withoutAdmission({ live, predicted: answer, manager, schema })
      : answer;
  const [before, after] = [live, predicted].map(object =>
    withoutLastApplied(withoutBookkeeping(withoutDifferences(object, ignore))),
  );
  return {
    modified: changesBetween(before, after, schema).length > 0,
    predicted: after,
    live: before,
  };
}

/** drift/client-side, structured-merge and server-side: is the live object different, and what is predicted? */
export function gradeComparison(one: Case, catalog: SchemaCatalog): string[] {
  const { modified, predicted, live } = compare(one, catalog);
  const wanted = one.object('expected')?.modified;
  return [
    ...(wanted === undefined || wanted === modified
      ? []
      : [`modified: ${modified}`]),
    ...failedChecks(checksOf(one), { predicted, live }),
  ];
}

function normalized(
  one: Case,
  object: JsonObject,
  catalog: SchemaCatalog,
): JsonObject {
  const rules = readRules(one.value('ignoreDifferences'));
  const fields = one.objects('knownTypeFields').map(
    (field): KnownTypeField => ({
      type: textAt(field, 'type') ?? '',
      field: textAt(field, 'field') ?? '',
    }),
  );
  const known =
    one.value('builtin') === true
      ? canonicalForm(object, {
          ...typed(object, catalog),
          aggregatedRoles: 'compare',
        })
      : object;
  return withoutDifferences(asKnownTypes(known, fields, catalog), rules);
}

/** drift/normalize: one object before it is compared. */
export function gradeNormalization(
  one: Case,
  catalog: SchemaCatalog,
): string[] {
  const wanted = textAt(one.object('expected'), 'error');
  try {
    const object = normalized(one, one.object('object') ?? {}, catalog);
    return wanted === undefined
      ? failedChecks(checksOf(one), { object })
      : [`not refused (${wanted})`];
  } catch (error) {
    const found = refusalOf(error);
    return found === wanted ? [] : [`refused (${found})`];
  }
}

function refusalOf(error: unknown): string {
  if (error instanceof JqSyntaxError) return 'invalid rule';
  if (error instanceof JqStepsExceeded) return 'timeout';
  throw error;
}

/** drift/managers: fields of trusted managers are taken out of both sides. */
export function gradeManagers(one: Case, catalog: SchemaCatalog): string[] {
  const desired = one.object('desired');
  const live = one.object('live');
  const { schema } = typed(desired ?? live ?? {}, catalog);
  return failedChecks(
    checksOf(one),
    withoutTrusted({
      desired,
      live,
      schema,
      managers: texts(one.value('trustedManagers')) ?? [],
    }),
  );
}

/** drift/ignore-match: does a rule concern a resource? */
export function gradeMatch(one: Case): string[] {
  const [rule, resource] = [one.object('rule'), one.object('resource')];
  const part = (object: JsonObject | undefined, name: string) =>
    textAt(object, name) ?? '';
  const found = concerns(
    {
      group: part(rule, 'group'),
      kind: part(rule, 'kind'),
      name: part(rule, 'name'),
      namespace: part(rule, 'namespace'),
    },
    {
      group: part(resource, 'group'),
      kind: part(resource, 'kind'),
      name: part(resource, 'name'),
      namespace: part(resource, 'namespace'),
    },
  );
  return found === one.value('expected') ? [] : [String(found)];
}
