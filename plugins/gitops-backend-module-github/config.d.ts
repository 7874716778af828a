export interface Config {
  gitops?: {
    hosts?: {
      /** The GitHub hosts that pipelines may use. Default: none. */
      github?: Array<{
        /** As `integrations.github` names it, such as `github.com`; its credentials are used. */
        host: string;
        /** Login of the account that those credentials are of, such as `acme-gitops[bot]`. Its reviews never count. */
        bot: string;
      }>;
    };
  };
}
