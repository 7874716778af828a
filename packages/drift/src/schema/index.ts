export type { RawCatalog, RawField, RawKind, RawType } from './RawType';
export { readOpenApi } from './readOpenApi';
export { SchemaCatalog } from './SchemaCatalog';
export {
  ANY,
  type FieldSchema,
  fieldType,
  isAtomic,
  itemType,
  type KindTraits,
  type ScalarFormat,
  type TypeSchema,
} from './TypeSchema';
