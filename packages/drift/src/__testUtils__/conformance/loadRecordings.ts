import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, parseJson } from '../../json';
import { readOpenApi, SchemaCatalog } from '../../schema';
import type { Recording } from './recordings';

/** The object in a file. */
export function readObject(file: string): JsonObject {
  const value = parseJson(readFileSync(file, 'utf8'));
  if (!isJsonObject(value)) throw new Error(`${file} holds no object`);
  return value;
}

/** The recordings in a folder, and the types of the server they were made on, which lie beside it. */
export function loadRecordings(folder: string): {
  recordings: Recording[];
  catalog: SchemaCatalog;
} {
  const openApi = join(folder, '..', 'openapi');
  const catalog = readdirSync(openApi)
    .filter(name => name !== 'index.json')
    .map(name => readOpenApi(readObject(join(openApi, name))))
    .reduce((all, one) => all.with(one));
  const recordings = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => readObject(join(folder, name)) as unknown as Recording);
  return { recordings, catalog };
}
