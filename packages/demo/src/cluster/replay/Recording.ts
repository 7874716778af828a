import { JsonObject } from '../objects/json';
import {
  mapAt,
  mapsAt,
  numberAt,
  textAt,
  textsAt,
  valueAt,
} from '../objects/read';
import { isMap } from '../objects/json';

/** One thing that was done to the recorded cluster. */
export type Step =
  | {
      kind: 'api';
      method: string;
      path: string;
      contentType: string;
      /** As text where its spelling counts. */
      body: JsonObject[string] | undefined;
      rawBody: string | undefined;
      agent: string | undefined;
    }
  | { kind: 'kubectl'; command: string; stdin: string }
  /** A wait or a note. */
  | { kind: 'other'; text: string };

/** A recording, as far as it is replayed. */
export interface Recording {
  id: string;
  apiVersion: string;
  kind: string;
  namespace: string | undefined;
  desired: JsonObject;
  steps: Step[];
  live: JsonObject | undefined;
  dryRun: { request: string; status: number };
  changedPaths: string[];
}

function stepOf(step: JsonObject): Step {
  switch (step.kind) {
    case 'api': {
      const request = textAt(step, 'request') ?? '';
      const [method = '', path = ''] = request.split(' ');
      return {
        kind: 'api',
        method,
        path,
        contentType: textAt(step, 'contentType') ?? 'application/json',
        body: step.body,
        rawBody: textAt(step, 'rawBody'),
        agent: textAt(step, 'userAgent'),
      };
    }
    case 'kubectl':
      return {
        kind: 'kubectl',
        command: textAt(step, 'command') ?? '',
        stdin: textAt(step, 'stdin') ?? '',
      };
    default:
      return {
        kind: 'other',
        text: textAt(step, 'for') ?? textAt(step, 'text') ?? '',
      };
  }
}

/** Reads a recording's file. */
export function readRecording(json: JsonObject): Recording {
  const live = valueAt(json, 'live');
  return {
    id: textAt(json, 'id') ?? '',
    apiVersion: textAt(json, 'apiVersion') ?? '',
    kind: textAt(json, 'kind') ?? '',
    namespace: textAt(json, 'namespace'),
    desired: mapAt(json, 'desired'),
    steps: mapsAt(json, 'steps').map(stepOf),
    live: isMap(live) ? live : undefined,
    dryRun: {
      request: textAt(json, 'dryRun', 'request') ?? '',
      status: numberAt(json, 'dryRun', 'status') ?? 0,
    },
    changedPaths: textsAt(json, 'changedPaths'),
  };
}
