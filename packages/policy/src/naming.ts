/**
 * An entity as sentences name it: `user:default/dana` is `dana`. A namespace other than `default` stays, and what is no
 * entity reference, such as the login of nobody in the catalog, is left as it is.
 */
export function nameOf(ref: string): string {
  const [, namespace, name] = /^[a-z]+:([^:/\s]+)\/([^:/\s]+)$/.exec(ref) ?? [];
  if (!name) return ref;
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

/** Some entities of which any one will do: `sre`, `sre or dana`, `sre, ops or dana`. */
export function anyOf(refs: string[]): string {
  const names = refs.map(nameOf);
  const last = names.pop() ?? '';
  return names.length > 0 ? `${names.join(', ')} or ${last}` : last;
}

/** What a freeze covers, as the start of a sentence; scopes are `environment:...`, `system:<ref>` and `domain:<ref>`. */
export function scopeName(scope: string): string {
  const [kind, ...rest] = scope.split(':');
  if (kind === 'environment') return 'This environment';
  return kind === 'system' || kind === 'domain'
    ? `The ${kind} ${nameOf(rest.join(':'))}`
    : scope;
}
