export interface Config {
  gitops?: {
    git?: {
      /** Folder for this process' mirrors. Default: below the system's temporary folder. */
      directory?: string;
      /** How often repositories are looked at without an event, such as `30s`. Default: `30s`. */
      poll?: string;
      /** How often the catalog is looked at for pipelines, such as `30s`. Default: `30s`. */
      catalog?: string;
      /** Name and address that commits of this suite carry. */
      committer?: { name: string; email: string };
      /**
       * Signs every commit of this suite: with a key, or `by: host` by letting the host make the commits. Default: they
       * are not signed.
       */
      signing?:
        | { by: 'host' }
        | {
            format: 'ssh' | 'openpgp';
            /**
             * The private key, or the path of a file that has it. An SSH key has no passphrase.
             * @visibility secret
             */
            key: string;
            /**
             * Of an OpenPGP key.
             * @visibility secret
             */
            passphrase?: string;
          };
    };
    seal?: {
      /** The first key signs what is written to Git; all of them verify. */
      keys: Array<{
        /** @visibility secret */
        secret: string;
      }>;
    };
    /** Which entities may use which repositories. Default: their own repository only. */
    boundaries?: Array<{
      /** A filter predicate on entities. */
      entities: unknown;
      repositories?: Array<{ url: string; paths: string[] }>;
      /** Namespaces it may have environments in, and the kinds it may have there. Default: none. */
      clusters?: Array<{
        /** As the Kubernetes plugin names it. */
        name: string;
        namespaces: string[];
        /** `Deployment`, `apps/Deployment` or `apps/*`. Default: every namespaced kind. */
        kinds?: string[];
      }>;
    }>;
    /** The least strict policy allowed; a pipeline file may only tighten it. */
    floors?: Array<{
      match: {
        tier?: string;
        environment?: string;
        cluster?: string;
        system?: string;
      };
      protected?: boolean;
      /** Least way to promote: `commit`, or the stricter `pullRequest`. */
      promote?: 'commit' | 'pullRequest';
      /** Least way to merge: `auto`, or the stricter `manual`. */
      merge?: 'auto' | 'manual';
      /** How rollbacks must go, and who must approve them. */
      rollback?: {
        by?: 'commit' | 'pullRequest';
        gates?: {
          approvals?:
            | number
            | { count: number; from?: string[]; exclude?: string[] };
        };
      };
      gates?: {
        /** `all` environments that it comes after must have verified a release, or `any` of them. */
        upstream?: 'any' | 'all';
        approvals?:
          | number
          | { count: number; from?: string[]; exclude?: string[] };
        /** Least time that upstream must have stayed verified, such as 30m or 2h. */
        soak?: string;
        /** Times in which promotions may go, besides those of the pipeline file; times are UTC where no zone is named. */
        windows?: Array<{
          kind?: 'allow' | 'deny';
          /** Such as `Mon-Thu 09:00-16:00`. */
          allow?: string;
          deny?: string;
          days?: string;
          hours?: string;
          /** Five fields, Sunday is 0. */
          cron?: string;
          /** How long it is open from each time of `cron`, such as 2h. */
          duration?: string;
          timezone?: string;
          /** Entity references of users and groups that it does not stop. */
          exempt?: string[];
        }>;
        /** Commit statuses that must have succeeded, by context. */
        checks?: { pullRequest?: string[]; source?: string[] };
        /** Endpoints that must say yes; they must be listed below `http.allow` too. */
        http?: Array<{ name: string; url: string }>;
      };
      allow?: {
        /** May a pipeline file say `reconcile: heal`? Default: no. */
        heal?: boolean;
      };
    }>;
    /** The endpoints that `gates.http` may name. Default: none may be called. */
    http?: {
      allow?: Array<{
        /**
         * Scheme, host and port, and a path that all calls are below, such as `https://change.example.com/gates`.
         * Requests are signed with a key of this entry, which its owner verifies them with:
         * `printf %s "gitops http gate $URL" | openssl dgst -sha256 -hmac "$SEAL_KEY" -r`, where URL is as written
         * here and SEAL_KEY the first of `seal.keys`.
         */
        url: string;
        /** May its name resolve to a loopback or private address? Default: no. */
        privateNetwork?: boolean;
      }>;
    };
    /**
     * Registries that new images are looked for in. One that is not listed is not asked.
     */
    registries?: Array<{
      /** As in an image's name, with the port if any, such as `ghcr.io` or `docker.io`. */
      host: string;
      username?: string;
      /** @visibility secret */
      password?: string;
      /** The host that it sends us to for tokens, where that is not itself; it is sent the credentials. */
      tokenHost?: string;
      /** `http`: it is asked without encryption, credentials included. Default: by https. */
      insecure?: 'http';
      /** May its name resolve to a loopback or private address? Default: no. */
      privateNetwork?: boolean;
      /** Requests a minute, of each replica. Default: 600. */
      budget?: number;
      /** How often each repository is looked at without being told of a push, such as `5m`. Default: `2m`. */
      poll?: string;
    }>;
    /** Programs that render kustomizations and charts. Default: those on PATH. */
    rendering?: {
      /** Path of kubectl or kustomize. */
      kustomize?: string;
      helm?: string;
    };
    /** Tell people of what needs them by Backstage's notifications? Default: `on`. */
    notifications?: 'on' | 'off';
    /** Who may announce releases of which pipelines: either a service by its subject, or a name with a secret. */
    announcers?: Array<{
      /** Of a token of Backstage, such as `ci-payments`. */
      subject?: string;
      /** Whoever shows the secret as a bearer token; `announcer:<name>` is the record of it. */
      name?: string;
      /**
       * 16 to 512 printable characters, and no other announcer's.
       * @visibility secret
       */
      secret?: string;
      /** Secrets that are still accepted, while CI changes over. */
      previous?: Array<{
        /** @visibility secret */
        secret: string;
      }>;
      /** References of the entities whose pipelines they are. */
      pipelines: string[];
    }>;
    /** Whose identity tokens are taken of CI jobs, which announce releases of the pipeline of their own repository. */
    oidc?: Array<{
      ci: 'githubActions' | 'gitlabCi';
      /** Default: GitHub's, or gitlab.com. Its keys are read from where its discovery document says. */
      issuer?: string;
      /** What CI must ask for its token to be for; nothing else is to have the same one. */
      audience: string;
      /** The address below which its repositories are. Default: https://github.com, or the issuer of GitLab. */
      repositories?: string;
      /** `http`: it is asked without encryption. Default: by https. */
      insecure?: 'http';
      /** May its name resolve to a loopback or private address? Default: no. */
      privateNetwork?: boolean;
    }>;
    /**
     * Who may send webhooks to `/api/gitops/webhooks/<name>`, by that name. A secret is required of every sender, whatever
     * the sender itself asks for.
     */
    webhooks?: {
      [name: string]: {
        type:
          | 'acr'
          | 'aliyunAcr'
          | 'azureDevOps'
          | 'bitbucketCloud'
          | 'bitbucketServer'
          | 'cdEvents'
          | 'cloudEvents'
          | 'dockerHub'
          | 'forgejo'
          | 'generic'
          | 'genericHmac'
          | 'ghcr'
          | 'gitea'
          | 'github'
          | 'gitlab'
          | 'gogs'
          | 'harbor'
          | 'nexus'
          | 'quay';
        /**
         * What the sender signs with or, where it cannot sign, sends along; at least 16 characters. Docker Hub, Quay and
         * Alibaba Cloud can only have it in the address: letters and digits alone, which logs then leave out.
         * @visibility secret
         */
        secret: string;
        /** Secrets that are still accepted, while senders change over. */
        previous?: Array<{
          /** @visibility secret */
          secret: string;
        }>;
        /** Which events are taken, as the sender names them in a header, such as `push`. Default: all that are known. */
        events?: string[];
      };
    };
  };
}
