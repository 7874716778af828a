import { entityName } from '../shared/entityName';

/** Which wider scope a freeze covers, as the end of "Frozen"; empty for the environment's own. */
export function describeScope(scope: string | undefined): string {
  const separator = scope?.indexOf(':') ?? -1;
  if (scope === undefined || separator < 0) {
    return '';
  }
  const kind = scope.slice(0, separator);
  return kind === 'environment'
    ? ''
    : ` with the ${kind} ${entityName(scope.slice(separator + 1))}`;
}
