import { jsonFormat } from '../json/jsonFormat';
import { tomlFormat } from '../toml/tomlFormat';
import { DataFormat } from './DataFormat';

/** The format that a file's name speaks of; undefined for YAML, and all else. */
export function formatOf(path: string): DataFormat | undefined {
  return [
    { ending: /\.json$/i, format: jsonFormat },
    { ending: /\.toml$/i, format: tomlFormat },
  ].find(({ ending }) => ending.test(path))?.format;
}
