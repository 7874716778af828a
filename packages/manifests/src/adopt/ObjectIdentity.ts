import { Reading, readingsOf } from '../yaml/reading';
import { Source, startOf } from '../yaml/source';
import { DocumentPlace } from '../fields/writeFields';
import { FieldStep } from '../fields/FieldStep';
import { locate } from '../fields/locate';

/**
 * An object as it is rendered.
 *
 * @public
 */
export interface ObjectIdentity {
  /** '' for the core group. */
  group: string;
  /** Needed only to patch an object of which no manifest is in the repository. */
  version?: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** An object as it is written in a file. */
export interface WrittenObject extends DocumentPlace {
  /** Where it stands in its document: in a List, among the items. */
  steps: FieldStep[];
  reading: Reading;
  line: number;
  group: string;
  version: string;
  kind: string;
  name: string;
  namespace: string | undefined;
}

/** Every Kubernetes object in a file, those in Lists included. */
export function objectsIn(source: Source): WrittenObject[] {
  return readingsOf(source).flatMap((reading, document) => {
    const { contents } = source.documents[document];
    const line = contents ? source.lineOf(startOf(contents)) : 1;
    return objectsBelow({ source, document }, reading, line, []);
  });
}

function objectsBelow(
  place: DocumentPlace,
  reading: Reading,
  line: number,
  steps: FieldStep[],
): WrittenObject[] {
  const kind = textIn(reading, ['kind']);
  const apiVersion = textIn(reading, ['apiVersion']);
  if (kind === undefined || apiVersion === undefined) {
    return [];
  }
  const items = locate(reading, ['items']);
  if (
    kind.endsWith('List') &&
    items.status === 'there' &&
    Array.isArray(items.reading)
  ) {
    return items.reading.flatMap((item, index) =>
      objectsBelow(place, item, line, [...steps, 'items', { index }]),
    );
  }
  const name = textIn(reading, ['metadata', 'name']);
  const slash = apiVersion.indexOf('/');
  return name === undefined
    ? []
    : [
        {
          ...place,
          steps,
          reading,
          line,
          group: apiVersion.slice(0, Math.max(0, slash)),
          version: apiVersion.slice(slash + 1),
          kind,
          name,
          namespace: textIn(reading, ['metadata', 'namespace']),
        },
      ];
}

/** The text that a path leads to. */
export function textIn(
  reading: Reading,
  steps: FieldStep[],
): string | undefined {
  const found = locate(reading, steps);
  return found.status === 'there' && typeof found.reading === 'string'
    ? found.reading.slice(2)
    : undefined;
}

/** Whether two are of one kind, whatever their version. */
export function isSameKind(
  a: { group: string; kind: string },
  b: { group: string; kind: string },
): boolean {
  return a.group === b.group && a.kind === b.kind;
}

/**
 * Those in a namespace; those that leave it open count where no other names it,
 * as does any where the wanted object has none.
 */
export function inNamespace<T extends { namespace: string | undefined }>(
  objects: T[],
  namespace: string | undefined,
): T[] {
  const exact = objects.filter(object => object.namespace === namespace);
  const open = objects.filter(
    object => object.namespace === undefined || namespace === undefined,
  );
  return exact.length > 0 ? exact : open;
}

export function describeObject({ kind, name }: ObjectIdentity): string {
  return `${kind} ${name}`;
}
