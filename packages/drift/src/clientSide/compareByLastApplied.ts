import { withoutBookkeeping } from '../compare/bookkeeping';
import { withBuiltInDefaults } from '../defaults/withBuiltInDefaults';
import { type Change, changesBetween } from '../compare/changesBetween';
import {
  type IgnoredDifferences,
  trustedManagers,
  withoutDifferences,
} from '../ignore/withoutDifferences';
import { withoutTrusted } from '../ignore/withoutTrusted';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../json';
import {
  applyMergePatch,
  applyStrategicPatch,
  createThreeWayMergePatch,
  createThreeWayPatch,
} from '../merge';
import type { KindTraits, TypeSchema } from '../schema';
import { type AggregatedRoles, canonicalForm } from './canonicalForm';
import { lastAppliedOf, withoutLastApplied } from './lastApplied';

/** What client-side apply would make of a live object. @public */
export interface ClientSideComparison {
  changes: Change[];
  /** The live object after applying, and as it is, in one form. */
  predicted: JsonObject;
  live: JsonObject;
}

/**
 * Compares an object of Git with one that was only ever written by client-side apply, or by hand: three-way with what
 * was applied last, two-way where nothing is known of that. A removed field can then not be told from a default.
 *
 * @throws JqSyntaxError and JqStepsExceeded for a rule that is none.
 *
 * @public
 */
export function compareByLastApplied(options: {
  desired: JsonObject;
  live: JsonObject;
  schema: TypeSchema;
  traits: KindTraits;
  ignore?: readonly IgnoredDifferences[];
  aggregatedRoles?: AggregatedRoles;
}): ClientSideComparison {
  const { schema, traits, ignore = [], aggregatedRoles = 'compare' } = options;
  const trusted = withoutTrusted({
    ...options,
    managers: trustedManagers(options.live, ignore),
  });
  const form = (object: JsonObject) =>
    withoutDifferences(
      canonicalForm(object, { schema, traits, aggregatedRoles }),
      ignore,
    );
  const wanted = (object: JsonObject) => withoutServerMetadata(form(object));
  const desired = wanted(trusted.desired ?? options.desired);
  const applied = lastAppliedOf(options.live);
  const original = applied ? wanted(applied) : desired;
  const live = withoutLastApplied(form(trusted.live ?? options.live));
  const isKnown = traits.origin === 'builtIn';
  const current = isKnown
    ? live
    : narrowed(live, desired, schema.kind === 'any' ? 'items' : 'nothing');
  const predicted = isKnown
    ? applyStrategicPatch(
        current,
        createThreeWayPatch({
          original,
          modified: desired,
          current,
          type: schema,
        }).patch,
        schema,
      )
    : applyMergePatch(
        current,
        createThreeWayMergePatch({ original, modified: desired, current }),
      );
  const [before, after] = [current, isJsonObject(predicted) ? predicted : {}]
    .map(withoutBookkeeping)
    .map(isKnown ? withBuiltInDefaults : same);
  return {
    changes: changesBetween(before, after, schema).filter(
      // What was applied before and is not there was dropped when the server read it: a zero.
      ({ op, to }) =>
        !(
          op === 'add' &&
          to &&
          !to.value &&
          valueAt(original, to.pointer) === to.value &&
          applied
        ),
    ),
    predicted: after,
    live: before,
  };
}

function same<Value>(value: Value): Value {
  return value;
}

/** Metadata that Git need not say, or that is only the server's to say, as an exported manifest has it. */
const NOT_WANTED = [
  'namespace',
  'creationTimestamp',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** What Git says of an object; the server drops empty annotations. */
function withoutServerMetadata(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isJsonObject(metadata)) return object;
  const isEmpty = (value: JsonValue) =>
    isJsonObject(value) && Object.keys(value).length === 0;
  return withoutLastApplied({
    ...object,
    metadata: Object.fromEntries(
      Object.entries(metadata).filter(
        ([name, value]) =>
          !NOT_WANTED.includes(name) &&
          !(name === 'annotations' && (value === null || isEmpty(value))),
      ),
    ),
  });
}

/**
 * A live object of a kind without a schema: items of lists only with the fields that Git sets in them, for a
 * definition's defaults cannot be told from them.
 */
function narrowed(
  live: JsonObject,
  desired: JsonObject,
  what: 'items' | 'nothing',
): JsonObject {
  if (what === 'nothing') return live;
  const result = narrow(live, desired, 'outside');
  return isJsonObject(result) ? result : live;
}

function narrow(
  live: JsonValue,
  desired: JsonValue | undefined,
  where: 'outside' | 'inside',
): JsonValue {
  if (Array.isArray(live) && Array.isArray(desired)) {
    return live.map((item, index) => narrow(item, desired[index], 'inside'));
  }
  if (!isJsonObject(live) || !isJsonObject(desired)) return live;
  return Object.fromEntries(
    Object.entries(live)
      .filter(([name]) => where === 'outside' || name in desired)
      .map(([name, value]) => [name, narrow(value, desired[name], where)]),
  );
}
