export type { RawCatalog, RawField, RawType } from './RawType';
export { readOpenApi } from './readOpenApi';
export { SchemaCatalog } from './SchemaCatalog';
export {
  ANY,
  type FieldSchema,
  fieldType,
  isAtomic,
  itemType,
  type ScalarFormat,
  type TypeSchema,
} from './TypeSchema';
