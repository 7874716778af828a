export interface Config {
  gitops?: {
    hosts?: {
      /** The GitLab hosts that pipelines may use. Default: none. */
      gitlab?: Array<{
        /** As `integrations.gitlab` names it, such as `gitlab.com`; its credentials are used. */
        host: string;
        /** Username of the account that those credentials are of, such as `acme-gitops`. Its reviews never count. */
        bot: string;
      }>;
    };
  };
}
