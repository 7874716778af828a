import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMap, JsonObject } from '../objects/json';
import { mapAt, mapsAt, numberAt, textAt } from '../objects/read';
import { parseJson, printJson } from '../objects/text';
import { Certificate } from '../tls/selfSignedCertificate';
import { StoreState } from './ObjectStore';

/** What a simulated cluster remembers between two runs. */
export interface SavedCluster {
  certificate: Certificate;
  state: StoreState;
}

const isMissing = (error: unknown) =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ENOENT';

function readSaved(text: string): SavedCluster {
  const saved = parseJson(text);
  const certificate = mapAt(saved, 'certificate');
  const collections = mapAt(saved, 'collections');
  return {
    certificate: {
      certificate: textAt(certificate, 'certificate') ?? '',
      key: textAt(certificate, 'key') ?? '',
    },
    state: {
      revision: numberAt(saved, 'revision') ?? 0,
      collections: Object.fromEntries(
        Object.keys(collections).map(name => [name, mapsAt(collections, name)]),
      ),
    },
  };
}

/** Reads a saved cluster; undefined where there is none yet. */
export async function loadCluster(
  file: string,
): Promise<SavedCluster | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const saved = readSaved(text);
  if (isMap(parseJson(text)) && saved.certificate.key !== '') return saved;
  throw new Error(
    `${file} is no saved cluster. Delete it to begin with an empty one.`,
  );
}

/** Writes a cluster as one file, whole or not at all; only its owner reads it. */
export async function saveCluster(
  file: string,
  { certificate, state }: SavedCluster,
): Promise<void> {
  const saved: JsonObject = {
    certificate: { ...certificate },
    revision: state.revision,
    collections: state.collections,
  };
  const fresh = `${file}.${process.pid}.new`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(fresh, printJson(saved), { mode: 0o600 });
  await rename(fresh, file);
}
