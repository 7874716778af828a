import { entityName } from './entityName';

/** A piece of a sentence: text, or the name of an entity. */
export type SentencePart = { text: string; entityRef?: string };

/** A sentence cut where it names one of some entities, and those that it does not name. */
export function linkNames(
  sentence: string,
  refs: string[],
): { parts: SentencePart[]; unnamed: string[] } {
  const byName = new Map(refs.map(ref => [entityName(ref), ref]));
  const named = new Set<string>();
  const parts = cut(sentence, [...byName.keys()]).map(text => {
    const entityRef = byName.get(text);
    if (entityRef === undefined) {
      return { text };
    }
    named.add(entityRef);
    return { text, entityRef };
  });
  return {
    parts,
    unnamed: [...byName.values()].filter(ref => !named.has(ref)),
  };
}

// Whole names only: `sre` is in `sre-leads`, and is not what that names. The group keeps what is split at.
function cut(sentence: string, names: string[]): string[] {
  if (names.length === 0) {
    return [sentence];
  }
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const pattern = longestFirst
    .map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  return sentence
    .split(new RegExp(`(?<![\\w./-])(${pattern})(?![\\w/-]|\\.\\w)`))
    .filter(text => text !== '');
}
