import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectsOf, parseManifests } from '@backstage-gitops/drift';
import { findTool } from '../../tools/findTool';
import { JsonObject } from '../objects/json';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { Schemas } from '../schema/Schemas';
import { SimulatedCluster } from '../SimulatedCluster';
import { Agreement, agreementOf } from './agreement';
import { ApiClient } from './ApiClient';
import { readRecording } from './Recording';
import { replayRecording } from './replayRecording';

const TOKEN = 'replay';
const DEFINITION = 'CustomResourceDefinition';

async function readObjects(folder: string): Promise<JsonObject[]> {
  const objects: JsonObject[] = [];
  const files = await readdir(folder, { recursive: true });
  for (const file of files.toSorted()) {
    if (!/\.(json|ya?ml)$/.test(file)) continue;
    const text = await readFile(join(folder, file), 'utf8');
    const parsed = parseManifests(text);
    if (parsed.status === 'parsed')
      objects.push(...objectsOf(parsed.documents));
  }
  return objects;
}

/** Where recordings and the definitions they use are. */
export interface ReplayFolders {
  recordings: string;
  /** Folders with CustomResourceDefinitions as JSON. */
  definitions: readonly string[];
  /** Where kubectl may be unpacked to. */
  cache: string;
}

/** Replays all recordings on one simulated cluster. */
export async function replayAll(folders: ReplayFolders): Promise<Agreement[]> {
  const kubectl = await findTool('kubectl', {
    cacheFolder: folders.cache,
    path: '',
  });
  if (kubectl.status === 'missing') throw new Error(kubectl.reason);
  const home = await mkdtemp(join(tmpdir(), 'replay-'));
  // No kubelet ran where the recordings were made.
  const cluster = await SimulatedCluster.start({
    accounts: [{ name: 'admin', token: TOKEN, role: 'admin' }],
    pace: { podReadyAfterMs: undefined, progressDeadlineMs: 600_000 },
  });
  const client = new ApiClient({
    url: cluster.url,
    token: TOKEN,
    certificate: cluster.certificate,
  });
  try {
    const kubeconfig = join(home, 'config');
    await writeFile(kubeconfig, cluster.kubeconfig('admin'));
    const env = { PATH: process.env.PATH, HOME: home, KUBECONFIG: kubeconfig };
    const registry = new ResourceRegistry();
    for (const folder of folders.definitions) {
      for (const definition of await readObjects(folder)) {
        if (definition.kind !== DEFINITION) continue;
        registry.define(definition);
        await client.call({
          method: 'POST',
          path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
          body: definition,
        });
      }
    }
    const schemas = new Schemas(registry);
    const agreements: Agreement[] = [];
    for (const json of await readObjects(folders.recordings)) {
      const recording = readRecording(json);
      const replayed = await replayRecording(
        { client, kubectl: kubectl.path, env },
        recording,
      );
      const resource = registry.findKind(recording.apiVersion, recording.kind);
      const schema = resource
        ? schemas.typeOf(resource)
        : { kind: 'any' as const };
      agreements.push(agreementOf(recording, replayed, schema));
    }
    return agreements;
  } finally {
    client.close();
    await cluster.stop();
    await rm(home, { recursive: true, force: true });
  }
}
