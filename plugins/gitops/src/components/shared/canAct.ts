import { entityName } from './entityName';

/** Who can act, as far as the sentence beside it does not name them already; undefined where that is nobody. */
export function canAct(
  who: string[] | undefined,
  sentence: string,
): string | undefined {
  const names = (who ?? [])
    .map(entityName)
    .filter(name => !sentence.includes(name));
  return names.length > 0 ? `Can act: ${names.join(', ')}` : undefined;
}
