import { type Health } from '../Health';

/**
 * A declarative health rule for the kinds of one family: what a reader of its
 * documentation would write down, as data. Users add their own in config
 * under `gitops.health`; a user's rule goes before a shipped one.
 *
 * Parts are asked in this order: `withoutStatus`, `conditions`, `fields`,
 * `compare`. The first that says other than Healthy decides; it is Healthy
 * where one says so and none objects; `otherwise` where none says anything,
 * and without that the generic model decides.
 *
 * @public
 */
export interface HealthRule {
  /** API group; `*` stands for any, `*.example.com` for any below. */
  group: string;
  /** Kind, or a list of kinds; `*` stands for any. */
  kind: string | string[];
  /**
   * Only for objects that have these values, as text, at these JSON pointers:
   * `{ '/spec/installPlanApproval': 'Manual' }`.
   */
  when?: Record<string, string>;
  /** For an object whose controller has not written a status. */
  withoutStatus?: Health;
  /** By type of condition, in order. */
  conditions?: Record<string, ConditionRule>;
  fields?: FieldRule[];
  compare?: CompareRule[];
  otherwise?: Health;
  /**
   * Texts by health, in place of the message that is found. `{kind}`,
   * `{message}`, `{reason}` and `{value}` are filled in from the part of the
   * object's status that decided.
   */
  messages?: Partial<Record<Health, string>>;
}

/** @public */
export interface FieldRule {
  /** JSON pointer; a part `*` stands for every item or key. */
  at: string;
  /** Health by the field's value as text (`true`, `3`, `Running`). */
  words?: Record<string, Health>;
  /** Health by regular expression (RE2), asked after `words`. */
  patterns?: Record<string, Health>;
  /** For a value that is neither among `words` nor `patterns`. */
  otherwise?: Health;
  /** Where there is nothing, or an empty text or list, at the pointer. */
  absent?: Health;
}

/** @public */
export interface ConditionRule {
  True?: Health;
  False?: Health;
  Unknown?: Health;
  /** Where there is no condition of this type. */
  absent?: Health;
  /** Health by reason (RE2), asked first. */
  reasons?: Record<string, Health>;
}

/** Two values of an object, compared as numbers or texts. @public */
export interface CompareRule {
  /** Pointer of the items to compare within; the whole object by default. */
  each?: string;
  /**
   * Pointers, from each item; a part `*` stands for every item or key, whose
   * numbers are added up. Nothing differs from something and counts as zero;
   * where there is nothing on either side, nothing is compared.
   */
  left: string;
  right: string;
  is: 'equal' | 'atLeast';
  /** Health where the comparison does not hold. */
  otherwise: Health;
}
