import { isJsonObject, type JsonValue, jsonEqual } from '../../json';

/** "Git is a subset of live": every value of Git is there, whatever else is. */
export function isSubset(git: JsonValue, live: JsonValue | undefined): boolean {
  if (isJsonObject(git)) {
    return (
      isJsonObject(live) &&
      Object.entries(git).every(([name, value]) => isSubset(value, live[name]))
    );
  }
  if (Array.isArray(git)) {
    return (
      Array.isArray(live) &&
      git.every((item, index) => isSubset(item, live[index]))
    );
  }
  return jsonEqual(git, live);
}
