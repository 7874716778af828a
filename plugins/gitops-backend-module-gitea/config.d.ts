export interface Config {
  gitops?: {
    hosts?: {
      /** The Gitea and Forgejo hosts that pipelines may use. Default: none. */
      gitea?: Array<{
        /** As `integrations.gitea` names it, such as `gitea.example.com`; its credentials are used. */
        host: string;
        /** Login of the account that those credentials are of, such as `gitops-bot`. Its reviews never count. */
        bot: string;
      }>;
    };
  };
}
