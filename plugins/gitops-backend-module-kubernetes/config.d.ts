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
        /** May environments be synced and healed there? A change takes effect at once. Default: `off`. */
        writes?: 'on' | 'off';
      };
    };
    /**
     * How healthy objects are, for kinds that are not known already; rules in `HealthRule` of
     * `@backstage-gitops/drift`. A rule here goes before one that is shipped.
     */
    health?: Array<{
      /** `*` for any, `*.example.com` for any below. */
      group: string;
      kind: string | string[];
      [part: string]: unknown;
    }>;
  };
}
