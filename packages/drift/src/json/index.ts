export { isJsonObject, type JsonObject, type JsonValue } from './JsonValue';
export { jsonEqual } from './jsonEqual';
export { parseJson } from './parseJson';
export {
  objectsOf,
  type ParsedManifests,
  parseManifests,
} from './parseManifests';
export { parsePointer, printPointer, valueAt } from './pointer';
export { printJson } from './printJson';
