import { entityName } from '../shared/entityName';

/** What a freeze is on, such as `production` or `the system store`; its scopes are `environment:...`, `system:<ref>` and `domain:<ref>`. */
export function scopeName(scope: string): string {
  const separator = scope.indexOf(':');
  if (separator < 0) {
    return scope;
  }
  const kind = scope.slice(0, separator);
  const rest = scope.slice(separator + 1);
  return kind === 'environment'
    ? rest.split('/').at(-1) ?? rest
    : `the ${kind} ${entityName(rest)}`;
}
