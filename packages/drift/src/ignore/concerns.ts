import { matchesGlob } from './matchesGlob';

/** Which objects a rule is about. A part left out, empty or `*` is any; `*` and `?` stand for any text and character. */
export interface ObjectSelector {
  group?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}

/** What an object is called. @public */
export interface ObjectIdentity {
  /** Empty for the core group. */
  group: string;
  kind: string;
  name: string;
  namespace?: string;
}

/** Does a rule concern an object? The core group is named by an empty text, so that only leaving it out is any. */
export function concerns(
  rule: ObjectSelector,
  { group, kind, name, namespace = '' }: ObjectIdentity,
): boolean {
  return (
    (rule.group === undefined || matchesGlob(group, rule.group)) &&
    (!rule.kind || matchesGlob(kind, rule.kind)) &&
    (!rule.name || matchesGlob(name, rule.name)) &&
    (!rule.namespace || matchesGlob(namespace, rule.namespace))
  );
}
