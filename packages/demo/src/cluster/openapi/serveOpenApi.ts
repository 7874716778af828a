import { createHash } from 'node:crypto';
import { ClusterContext } from '../ClusterContext';
import { pageNotFound } from '../errors/failures';
import { Answer } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { JsonObject } from '../objects/json';
import { apiVersionOf, Resource } from '../resources/Resource';

const ROOT = '/openapi/v3';

const pathOf = ({ group, version }: Resource) =>
  group === '' ? `api/${version}` : `apis/${group}/${version}`;

const digestOf = (document: JsonObject) =>
  createHash('sha512').update(JSON.stringify(document)).digest('hex');

/** Answers `/openapi/v3` and the documents under it; undefined otherwise. */
export function serveOpenApi(
  { registry, schemas }: ClusterContext,
  { path }: ApiRequest,
): Answer | undefined {
  if (path !== ROOT && !path.startsWith(`${ROOT}/`)) return undefined;
  const byPath = new Map(
    registry.all().map(resource => [pathOf(resource), apiVersionOf(resource)]),
  );
  const asked = path.slice(ROOT.length + 1);
  if (asked === '') {
    return {
      kind: 'json',
      status: 200,
      body: {
        paths: Object.fromEntries(
          [...byPath].map(([name, apiVersion]) => {
            const hash = digestOf(schemas.document(apiVersion)).toUpperCase();
            const serverRelativeURL = `${ROOT}/${name}?hash=${hash}`;
            return [name, { serverRelativeURL }];
          }),
        ),
      },
    };
  }
  const apiVersion = byPath.get(asked);
  if (apiVersion === undefined) throw pageNotFound();
  return {
    kind: 'document',
    body: schemas.document(apiVersion),
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, immutable',
    },
  };
}
