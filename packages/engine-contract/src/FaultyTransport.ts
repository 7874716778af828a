import type {
  ClusterRequest,
  ClusterTransport,
  WritePermission,
} from '@backstage-gitops/cluster';

/** Ends a fault. */
export type Lift = () => void;

/** Answers in the server's place, refuses by throwing, or lets a request through. */
export type Fault = (
  request: ClusterRequest,
) => Response | undefined | Promise<Response | undefined>;

/** A server's error answer. */
export function statusAnswer(
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      code,
    }),
    {
      status: code,
      headers: { 'content-type': 'application/json', ...headers },
    },
  );
}

export function isWatch({ path }: ClusterRequest): boolean {
  return path.includes('watch=true');
}

export function isDryRun({ path }: ClusterRequest): boolean {
  return path.includes('dryRun=All');
}

export function isWrite(request: ClusterRequest): boolean {
  return (request.method ?? 'GET') !== 'GET' && !isDryRun(request);
}

/**
 * What goes wrong between the engine and a server, on command: so that any server can be had to fail, a real one too.
 */
export class FaultyTransport implements ClusterTransport {
  readonly #transport: ClusterTransport;
  readonly #faults = new Set<Fault>();
  readonly #watches = new Set<() => void>();
  /** Requests that the engine sent, as `GET /api/v1/...`, answered by whomever. */
  readonly sent: string[] = [];

  constructor(transport: ClusterTransport) {
    this.#transport = transport;
  }

  canDryRun(cluster: string): boolean {
    return this.#transport.canDryRun(cluster);
  }

  mayWrite(cluster: string): WritePermission {
    return this.#transport.mayWrite(cluster);
  }

  /** From now on, until it is lifted. */
  fail(fault: Fault): Lift {
    this.#faults.add(fault);
    return () => this.#faults.delete(fault);
  }

  /** Does something once, directly before the first request of a kind goes on its way. */
  before(
    matches: (request: ClusterRequest) => boolean,
    act: () => Promise<unknown>,
  ): void {
    const lift = this.fail(async request => {
      if (!matches(request)) return undefined;
      lift();
      await act();
      return undefined;
    });
  }

  /** Lets requests through, and has something else come back than the server said. */
  answerWith(
    matches: (request: ClusterRequest) => boolean,
    change: (body: string) => string,
  ): Lift {
    return this.fail(async request => {
      if (!matches(request)) return undefined;
      const response = await this.#transport.send('', request);
      return new Response(change(await response.text()), {
        status: response.status,
        headers: response.headers,
      });
    });
  }

  /** Watches that are open. */
  get watching(): number {
    return this.#watches.size;
  }

  /** Cuts the connections of all open watches; answers how many there were. */
  cutWatches(): number {
    const cuts = [...this.#watches];
    for (const cut of cuts) cut();
    return cuts.length;
  }

  async send(cluster: string, request: ClusterRequest): Promise<Response> {
    this.sent.push(`${request.method ?? 'GET'} ${request.path}`);
    for (const fault of this.#faults) {
      const answer = await fault(request);
      if (answer) return answer;
    }
    const response = await this.#transport.send(cluster, request);
    return isWatch(request) && response.ok
      ? this.#cuttable(response)
      : response;
  }

  #cuttable(response: Response): Response {
    const reader = response.body?.getReader();
    if (!reader) return response;
    const watches = this.#watches;
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        end = () => {
          watches.delete(end);
          controller.error(new Error('The connection was cut.'));
          reader.cancel().catch(() => {});
        };
        watches.add(end);
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) {
            controller.enqueue(value);
            return;
          }
          if (watches.delete(end)) controller.close();
        } catch (error) {
          if (watches.delete(end)) controller.error(error);
        }
      },
      cancel() {
        watches.delete(end);
        return reader.cancel();
      },
    });
    return new Response(body, {
      status: response.status,
      headers: response.headers,
    });
  }
}
