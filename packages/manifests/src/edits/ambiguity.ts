import { ManifestProblem } from '../problem';
import { describePlace, Place } from '../references/Place';

/** Why it is not clear which of several places governs, if it is not. */
export function ambiguityIn(
  repository: string,
  places: Place[],
): ManifestProblem | undefined {
  const twice = entriesWithOneName(places);
  const differ = haveOneVersion(places) ? [] : places;
  const candidates = twice.length > 0 ? twice : differ;
  const [first] = candidates;
  if (!first) {
    return undefined;
  }
  const found = twice.length > 0 ? 'twice' : 'with different versions';
  return {
    code: 'imageAmbiguous',
    path: first.path,
    line: first.line,
    message: `${repository} is named ${found}, and it is not clear which place governs: ${candidates
      .map(describePlace)
      .join(', ')}. Name the file and path to write under 'edits'.`,
  };
}

/** A kustomization takes two entries for one name, but only one has effect. */
function entriesWithOneName(places: Place[]): Place[] {
  const entries = places.filter(({ key }) => key?.startsWith('images '));
  return entries.filter(entry =>
    entries.some(other => other !== entry && other.key === entry.key),
  );
}

/** Places of different forms agree where the parts that both state do. */
function haveOneVersion(places: Place[]): boolean {
  const tags = new Set(places.flatMap(({ tag }) => tag || []));
  const digests = new Set(places.flatMap(({ digest }) => digest || []));
  return tags.size <= 1 && digests.size <= 1;
}
