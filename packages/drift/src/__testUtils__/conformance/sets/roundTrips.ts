import { changesBetween } from '../../../compare/changesBetween';
import { compareLocally } from '../../../compare/compareLocally';
import { compareByLastApplied } from '../../../clientSide/compareByLastApplied';
import { printPath } from '../../../fields';
import {
  isJsonObject,
  type JsonObject,
  jsonEqual,
  objectsOf,
  parseManifests,
} from '../../../json';
import { textAt } from '../../../json/JsonValue';
import { ANY, type SchemaCatalog } from '../../../schema';
import type { Case } from '../Case';

function readYaml(text: string): JsonObject | string {
  const parsed = parseManifests(text);
  if (parsed.status === 'failed') return parsed.problem;
  const [object] = objectsOf(parsed.documents);
  return isJsonObject(object) ? object : 'no object';
}

/** roundtrip/objects: YAML reads as the object, which does not differ from itself. */
export function gradeRoundTrip(one: Case, catalog: SchemaCatalog): string[] {
  const object = one.object('object') ?? {};
  const read = readYaml(one.text('yaml') ?? '');
  if (typeof read === 'string') return [read];
  const apiVersion = textAt(object, 'apiVersion') ?? '';
  const kind = textAt(object, 'kind') ?? '';
  const schema = catalog.typeOf(apiVersion, kind) ?? ANY;
  const traits = catalog.traitsOf(apiVersion, kind);
  const options = { desired: read, live: object, schema, traits };
  const paths = [
    ...changesBetween(read, object, schema),
    ...compareLocally({ ...options, manager: 'gitops' }).changes,
    ...compareByLastApplied(options).changes,
  ].map(({ path }) => printPath(path));
  return [...(jsonEqual(read, object) ? [] : ['read otherwise']), ...paths];
}
