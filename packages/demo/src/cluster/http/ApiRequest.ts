import { IncomingHttpHeaders } from 'node:http';
import { User } from '../access/Account';

/** A request as it came in, its body read. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What a path of the API points at. */
export type Target =
  | { kind: 'path'; path: string }
  | {
      kind: 'resource';
      group: string;
      version: string;
      plural: string;
      namespace: string | undefined;
      name: string | undefined;
      subresource: string | undefined;
    };

/** A request for a resource, by someone known. */
export interface ResourceRequest extends ApiRequest {
  user: User;
  target: Extract<Target, { kind: 'resource' }>;
}
