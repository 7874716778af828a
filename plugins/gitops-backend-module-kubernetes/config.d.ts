export interface Config {
  gitops?: {
    /** By the name that the Kubernetes plugin has for a cluster. */
    clusters?: {
      [name: string]: {
        /** What dry runs and writes are sent with; reading uses the Kubernetes plugin's own account. */
        credential?: {
          /** @visibility secret */
          token: string;
        };
        /** A user that the credential may impersonate. */
        impersonate?: string;
        /** May environments be synced and healed there? Default: `off`. */
        writes?: 'on' | 'off';
      };
    };
  };
}
