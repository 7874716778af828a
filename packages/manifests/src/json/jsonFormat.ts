import { DataFormat } from '../data/DataFormat';
import { flowValue } from '../yaml/content';
import { scalarReading } from '../yaml/reading';
import { JsonNode, parseJson } from './parseJson';

/** JSON, of which a file holds one text. */
export const jsonFormat: DataFormat<JsonNode> = {
  name: 'JSON',
  code: 'invalidJson',
  parse: parseJson,
  write: value => ({
    text: flowValue(value, 'json'),
    reading: scalarReading(value),
  }),
};
