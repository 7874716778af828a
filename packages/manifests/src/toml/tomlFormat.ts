import { DataFormat } from '../data/DataFormat';
import { parseToml } from './parseToml';
import { writeTomlScalar } from './tomlScalar';

/** TOML, of which a file holds one text. */
export const tomlFormat: DataFormat = {
  name: 'TOML',
  code: 'invalidToml',
  parse: parseToml,
  write: writeTomlScalar,
};
