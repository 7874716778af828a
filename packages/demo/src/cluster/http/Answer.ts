import { JsonObject } from '../objects/json';
import { WatchSink } from '../watch/openWatch';

/** What goes back to the client. */
export type Answer =
  | {
      kind: 'json';
      status: number;
      body: JsonObject;
      headers?: Record<string, string>;
    }
  | {
      kind: 'text';
      status: number;
      text: string;
      headers?: Record<string, string>;
    }
  /** Cacheable by its digest: answered 304 where the client has it already. */
  | { kind: 'document'; body: JsonObject; headers: Record<string, string> }
  /** A watch: opened with a sink, answers the function that ends it. */
  | { kind: 'stream'; open: (sink: WatchSink) => () => void };

export const json = (status: number, body: JsonObject): Answer => ({
  kind: 'json',
  status,
  body,
});
