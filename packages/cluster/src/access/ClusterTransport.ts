/** With whose credential a request is sent. */
export type Sender = 'reader' | 'writer';

/** A request to a cluster's API server. */
export interface ClusterRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query, such as `/api/v1/namespaces/shop/pods?limit=500`. */
  path: string;
  as: Sender;
  body?: string;
  contentType?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** May anything be written to a cluster? */
export type WritePermission =
  | { status: 'on' }
  | { status: 'off'; reason: string };

/** Carries requests to clusters, and knows nothing of what is in them. */
export interface ClusterTransport {
  /** Can `writer` be used, for dry runs if not for more? */
  canDryRun(cluster: string): boolean;
  mayWrite(cluster: string): WritePermission;
  /** @returns the answer as it came, whatever its status. */
  send(cluster: string, request: ClusterRequest): Promise<Response>;
}
