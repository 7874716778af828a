import { stringify } from 'yaml';

/** What a client needs to reach a cluster as one account. */
export interface KubeconfigOptions {
  url: string;
  /** PEM of the certificate that the server shows. */
  certificate: string;
  account: string;
  token: string;
  /** Names the cluster and the context. */
  name: string;
}

/** A kubeconfig file for one account. */
export function kubeconfigFor(options: KubeconfigOptions): string {
  const { url, certificate, account, token, name } = options;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name,
        cluster: {
          server: url,
          'certificate-authority-data':
            Buffer.from(certificate).toString('base64'),
        },
      },
    ],
    users: [{ name: account, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: account } }],
    'current-context': name,
  });
}
