import { dirname } from 'node:path';
import { runTool } from '../../tools/runTool';
import { isMap, JsonObject, JsonValue } from '../objects/json';
import { generationOf, resourceVersionOf } from '../objects/metadata';
import { numberAt, textAt } from '../objects/read';
import { ApiClient } from './ApiClient';
import { Recording, Step } from './Recording';

/** What a replay ended with. */
export interface Replayed {
  live: JsonObject | undefined;
  dryRun: { status: number; predicted: JsonObject | undefined };
  /** Steps that did not go as recorded. */
  problems: string[];
}

/** What a replay is done with. */
export interface ReplayTools {
  client: ApiClient;
  kubectl: string;
  /** Environment for kubectl, its kubeconfig in it. */
  env: NodeJS.ProcessEnv;
}

const POLL_MS = 30;
const STEADY_MS = 3_000;
const KUBECTL_MS = 30_000;

const objectPath = (recording: Recording) =>
  (recording.dryRun.request.split(' ')[1] ?? '').split('?')[0] ?? '';

const sleep = (milliseconds: number) =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

async function read(client: ApiClient, path: string) {
  const { status, body } = await client.call({ method: 'GET', path });
  return status === 200 && isMap(body) ? body : undefined;
}

// Controllers had their say once the status speaks of the newest generation
// and nothing has changed between two looks.
async function steady(client: ApiClient, path: string) {
  const until = Date.now() + STEADY_MS;
  let before: JsonObject | undefined;
  for (;;) {
    const now = await read(client, path);
    const seen = now && numberAt(now, 'status', 'observedGeneration');
    const settled =
      now !== undefined &&
      before !== undefined &&
      resourceVersionOf(now) === resourceVersionOf(before) &&
      (seen === undefined || seen >= generationOf(now));
    if (settled || Date.now() > until || (!now && !before)) return now;
    before = now;
    await sleep(POLL_MS);
  }
}

// uids and revisions of the recorded cluster mean nothing here.
async function translated(
  client: ApiClient,
  recording: Recording,
  body: JsonValue,
  method: string,
): Promise<JsonValue> {
  if (!isMap(body) || !isMap(body.metadata)) return body;
  const metadata = { ...body.metadata };
  if (method === 'PUT') {
    const live = await read(client, objectPath(recording));
    metadata.uid = textAt(live, 'metadata', 'uid') ?? '';
    metadata.resourceVersion = (live && resourceVersionOf(live)) ?? '';
  }
  if (Array.isArray(metadata.ownerReferences)) {
    const folder = objectPath(recording).split('/').slice(0, -1).join('/');
    metadata.ownerReferences = await Promise.all(
      metadata.ownerReferences.map(async owner => {
        if (!isMap(owner)) return owner;
        const name = textAt(owner, 'name') ?? '';
        const found = await read(client, `${folder}/${name}`);
        return {
          ...owner,
          uid: textAt(found, 'metadata', 'uid') ?? owner.uid ?? '',
        };
      }),
    );
  }
  return { ...body, metadata };
}

async function perform(
  { client, kubectl, env }: ReplayTools,
  recording: Recording,
  step: Step,
): Promise<string | undefined> {
  switch (step.kind) {
    case 'api': {
      const { status } = await client.call({
        method: step.method,
        path: step.path,
        contentType: step.contentType,
        agent: step.agent,
        body:
          step.rawBody === undefined
            ? await translated(client, recording, step.body ?? {}, step.method)
            : { text: step.rawBody },
      });
      return status < 300
        ? undefined
        : `${step.method} ${step.path}: ${status}`;
    }
    case 'kubectl': {
      // The recorded command is a line for a shell.
      const result = await runTool('/bin/sh', ['-c', step.command], {
        env: { ...env, PATH: `${dirname(kubectl)}:${env.PATH ?? ''}` },
        stdin: step.stdin,
        timeoutMs: KUBECTL_MS,
      });
      return result.exitCode === 0
        ? undefined
        : `${step.command}: ${result.stderr.trim()}`;
    }
    default:
      await steady(client, objectPath(recording));
      return undefined;
  }
}

/** Does what was recorded, and what the recorded dry run asked at the end. */
export async function replayRecording(
  tools: ReplayTools,
  recording: Recording,
): Promise<Replayed> {
  const { client } = tools;
  const { namespace } = recording;
  const lacksNamespace =
    recording.steps.length === 0 && recording.dryRun.status === 404;
  if (namespace !== undefined && !lacksNamespace) {
    await client.call({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      },
    });
  }
  const problems: string[] = [];
  for (const step of recording.steps) {
    const problem = await perform(tools, recording, step);
    if (problem !== undefined) problems.push(problem);
  }
  const live = await steady(client, objectPath(recording));
  const [method = '', path = ''] = recording.dryRun.request.split(' ');
  const { status, body } = await client.call({
    method,
    path,
    contentType: 'application/apply-patch+yaml',
    body: recording.desired,
  });
  return {
    live,
    problems,
    dryRun: {
      status,
      predicted: status < 300 && isMap(body) ? body : undefined,
    },
  };
}
