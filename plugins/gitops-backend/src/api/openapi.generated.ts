// Generated from gitops-common/src/schema/openapi.yaml by `yarn generate`; do not edit.

export const openApiDocument = {
  openapi: '3.0.3',
  info: {
    title: 'gitops',
    version: '1',
    description:
      'Pipelines, releases, promotions and rollbacks of GitOps for Backstage.',
    license: {
      name: 'Apache-2.0',
      url: 'http://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  components: {
    securitySchemes: {
      JWT: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
    parameters: {
      kind: {
        name: 'kind',
        in: 'path',
        required: true,
        schema: { type: 'string' },
      },
      namespace: {
        name: 'namespace',
        in: 'path',
        required: true,
        schema: { type: 'string' },
      },
      name: {
        name: 'name',
        in: 'path',
        required: true,
        schema: { type: 'string' },
      },
      environment: {
        name: 'environment',
        in: 'path',
        required: true,
        schema: { type: 'string' },
      },
      release: {
        name: 'release',
        in: 'path',
        required: true,
        schema: { type: 'string' },
      },
      id: {
        name: 'id',
        in: 'path',
        required: true,
        schema: { type: 'string' },
      },
      commit: {
        name: 'commit',
        in: 'path',
        required: true,
        schema: { type: 'string', pattern: '^[0-9a-f]{40}$' },
      },
      scope: {
        name: 'scope',
        in: 'path',
        required: true,
        description:
          'URL-encoded environment:<kind>/<namespace>/<name>/<environment>, system:<ref> or domain:<ref>',
        schema: { type: 'string' },
      },
      cursor: {
        name: 'cursor',
        in: 'query',
        required: false,
        schema: { type: 'string' },
      },
      limit: {
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 200 },
      },
    },
    responses: {
      Error: {
        description:
          'Anything that went wrong, with a message a person can act on.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
          },
        },
      },
      Done: { description: 'Done.' },
    },
    schemas: {
      Error: {
        type: 'object',
        required: ['error', 'response'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
            additionalProperties: {},
          },
          request: {
            type: 'object',
            properties: { method: { type: 'string' }, url: { type: 'string' } },
          },
          response: {
            type: 'object',
            required: ['statusCode'],
            properties: { statusCode: { type: 'number' } },
          },
        },
      },
      Action: {
        type: 'string',
        description:
          'What the caller may do here; the server decides again when it is done.',
        enum: [
          'release.create',
          'release.reject',
          'promotion.create',
          'promotion.approve',
          'promotion.bypass',
          'promotion.merge',
          'promotion.cancel',
          'environment.rollback',
          'environment.hold',
          'environment.freeze',
          'environment.reconcile',
          'environment.adopt',
          'environment.ignore',
          'environment.approve',
        ],
      },
      Person: {
        type: 'object',
        description: 'Whoever did something, as far as it is known and proven.',
        required: ['name'],
        properties: {
          name: {
            type: 'string',
            description:
              'What to show: an entity name, a login or a Git author.',
          },
          entityRef: { type: 'string' },
          login: { type: 'string' },
        },
      },
      Image: {
        type: 'object',
        required: ['repository'],
        properties: {
          repository: { type: 'string' },
          tag: { type: 'string' },
          digest: { type: 'string' },
        },
      },
      ReleaseReference: {
        type: 'object',
        required: ['id', 'version', 'mutable'],
        properties: {
          id: { type: 'string' },
          version: {
            type: 'string',
            description:
              'The Git tag that made the release, else the tag of the first image; the start of its digest where there is no tag.',
          },
          mutable: {
            type: 'boolean',
            description: 'Without a digest; no protected environment takes it.',
          },
        },
      },
      Release: {
        type: 'object',
        required: [
          'id',
          'version',
          'mutable',
          'origins',
          'images',
          'announcedAt',
          'announcedBy',
          'environments',
          'eligibility',
        ],
        properties: {
          id: { type: 'string' },
          version: { type: 'string' },
          mutable: { type: 'boolean' },
          origins: {
            type: 'array',
            minItems: 1,
            description: 'All that made it a release.',
            items: { $ref: '#/components/schemas/ReleaseOrigin' },
          },
          images: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'repository', 'tag'],
              properties: {
                name: { type: 'string' },
                repository: { type: 'string' },
                tag: { type: 'string' },
                digest: { type: 'string' },
                builtAt: {
                  type: 'string',
                  format: 'date-time',
                  description: 'As the image says it.',
                },
              },
            },
          },
          source: {
            type: 'object',
            required: ['repository', 'commit'],
            properties: {
              repository: { type: 'string' },
              commit: { type: 'string' },
              message: { type: 'string' },
              author: { $ref: '#/components/schemas/Person' },
            },
          },
          announcedAt: { type: 'string', format: 'date-time' },
          announcedBy: { type: 'string' },
          rejected: { $ref: '#/components/schemas/Decision' },
          environments: {
            type: 'array',
            items: { type: 'string' },
            description: 'Where it is deployed now.',
          },
          eligibility: {
            type: 'array',
            description:
              'For each environment whether this release may go there, and why not.',
            items: { $ref: '#/components/schemas/Eligibility' },
          },
        },
      },
      Eligibility: {
        type: 'object',
        required: ['environment', 'status', 'reason'],
        properties: {
          environment: { type: 'string' },
          status: {
            type: 'string',
            enum: ['eligible', 'excluded', 'deployed'],
          },
          reason: { type: 'string' },
        },
      },
      ReleaseOrigin: {
        type: 'object',
        description: 'What made something a release.',
        required: ['on'],
        properties: {
          on: { $ref: '#/components/schemas/Trigger' },
          name: { type: 'string', description: 'Of a Git tag.' },
          number: { type: 'integer', description: 'Of a pull request.' },
          title: { type: 'string' },
          url: { type: 'string' },
          commit: { type: 'string' },
          withdrawn: {
            type: 'string',
            description: 'Why a pull request does not count any more.',
          },
        },
      },
      Trigger: { type: 'string', enum: ['image', 'gitTag', 'pullRequest'] },
      Candidate: {
        type: 'object',
        description: 'What might have become a release, and why it has not.',
        required: ['on', 'name', 'images', 'status', 'reason', 'eligibility'],
        properties: {
          on: { $ref: '#/components/schemas/Trigger' },
          name: {
            type: 'string',
            description: 'The tag, in Git or of the images, or #12.',
          },
          images: {
            type: 'array',
            items: { type: 'string' },
            description: 'Names of the images that would make the release.',
          },
          status: {
            type: 'string',
            enum: ['waiting', 'excluded'],
            description: 'What is waiting may become a release by itself.',
          },
          reason: { type: 'string' },
          title: { type: 'string' },
          url: { type: 'string' },
          author: {
            type: 'string',
            description:
              'Who opened the pull request or made the tag, as their host or Git names them.',
          },
          commit: { type: 'string' },
          seenAt: {
            type: 'string',
            format: 'date-time',
            description: 'Missing where nobody knows how old it is.',
          },
          eligibility: {
            type: 'array',
            description: 'For each environment why it is not there.',
            items: { $ref: '#/components/schemas/Eligibility' },
          },
        },
      },
      Decision: {
        type: 'object',
        description: "A person's word, with its reason.",
        required: ['by', 'at', 'reason'],
        properties: {
          by: { $ref: '#/components/schemas/Person' },
          at: { type: 'string', format: 'date-time' },
          reason: { type: 'string' },
          expiresAt: { type: 'string', format: 'date-time' },
          scope: { type: 'string' },
        },
      },
      Gate: {
        type: 'object',
        required: ['name', 'status', 'reason'],
        properties: {
          name: {
            type: 'string',
            enum: [
              'approvals',
              'upstream',
              'hold',
              'freeze',
              'immutable',
              'rejected',
              'checks',
              'soak',
              'windows',
              'http',
              'locked',
              'owners',
              'slo',
            ],
          },
          status: {
            type: 'string',
            enum: ['passed', 'waiting', 'needsSomeone', 'failed', 'bypassed'],
          },
          reason: { type: 'string', description: 'One sentence.' },
          until: {
            type: 'string',
            format: 'date-time',
            description: 'With status waiting: when it changes by itself.',
          },
          who: {
            type: 'array',
            items: { type: 'string' },
            description:
              'With status needsSomeone: entity references of those who can act.',
          },
          except: {
            type: 'array',
            description:
              'With status needsSomeone: who cannot act for all that.',
            items: {
              type: 'object',
              required: ['entityRef', 'reason'],
              properties: {
                entityRef: { type: 'string' },
                reason: {
                  type: 'string',
                  description:
                    'What they did, to go on after their name: wrote the source commit.',
                },
              },
            },
          },
        },
      },
      Approval: {
        type: 'object',
        required: ['by', 'via', 'at', 'status'],
        properties: {
          by: { $ref: '#/components/schemas/Person' },
          via: { type: 'string', enum: ['portal', 'host'] },
          at: { type: 'string', format: 'date-time' },
          status: { type: 'string', enum: ['counted', 'ignored'] },
          reason: {
            type: 'string',
            description: 'With status ignored: why it does not count.',
          },
        },
      },
      NextStep: {
        type: 'object',
        description:
          'What blocks this, the one next action, and who can take it.',
        required: ['sentence'],
        properties: {
          sentence: { type: 'string' },
          action: {
            type: 'string',
            enum: [
              'approve',
              'merge',
              'resume',
              'unfreeze',
              'promote',
              'fix',
              'wait',
            ],
          },
          who: { type: 'array', items: { type: 'string' } },
          until: { type: 'string', format: 'date-time' },
        },
      },
      FileDifference: {
        type: 'object',
        required: ['path', 'patch'],
        properties: {
          path: { type: 'string' },
          patch: { type: 'string', description: 'Unified difference.' },
        },
      },
      Promotion: {
        type: 'object',
        required: [
          'id',
          'entityRef',
          'environment',
          'kind',
          'state',
          'automatic',
          'requestedBy',
          'createdAt',
          'updatedAt',
          'gates',
          'approvals',
          'next',
        ],
        properties: {
          id: { type: 'string' },
          entityRef: { type: 'string' },
          environment: { type: 'string' },
          kind: { type: 'string', enum: ['promotion', 'rollback'] },
          state: {
            type: 'string',
            enum: [
              'pending',
              'open',
              'done',
              'closed',
              'superseded',
              'failed',
              'cancelled',
            ],
          },
          automatic: { type: 'boolean' },
          release: { $ref: '#/components/schemas/ReleaseReference' },
          restores: {
            type: 'string',
            description: 'A rollback: the commit whose content it restores.',
          },
          restore: { $ref: '#/components/schemas/Restore' },
          requestedBy: { $ref: '#/components/schemas/Person' },
          reason: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          updatedAt: { type: 'string', format: 'date-time' },
          pullRequest: {
            type: 'object',
            required: ['number', 'url', 'headCommit'],
            properties: {
              number: { type: 'integer' },
              url: { type: 'string' },
              headCommit: { type: 'string' },
            },
          },
          commit: {
            type: 'string',
            description: 'The commit on the target branch that did it.',
          },
          commitUrl: { type: 'string' },
          gates: {
            type: 'array',
            items: { $ref: '#/components/schemas/Gate' },
          },
          approvals: {
            type: 'array',
            items: { $ref: '#/components/schemas/Approval' },
          },
          next: { $ref: '#/components/schemas/NextStep' },
          problem: {
            type: 'string',
            description:
              'What went wrong last; retried unless the state is failed.',
          },
          differences: {
            type: 'array',
            items: { $ref: '#/components/schemas/FileDifference' },
          },
        },
      },
      Restore: {
        type: 'string',
        description:
          'What a rollback restores; the image alone, or all files of the environment.',
        enum: ['image', 'imageAndConfiguration'],
      },
      Change: {
        type: 'object',
        description:
          'The change on the target branch that put the present content there.',
        required: ['commit', 'commitUrl', 'at', 'by', 'origin'],
        properties: {
          commit: { type: 'string' },
          commitUrl: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          by: { $ref: '#/components/schemas/Person' },
          origin: {
            type: 'string',
            enum: [
              'promotion',
              'rollback',
              'adoption',
              'revert',
              'pullRequest',
              'foreign',
            ],
            description:
              'promotion, rollback, adoption and revert: by this suite, proven; pullRequest: a merged pull request of people; foreign: anything else.',
          },
          message: {
            type: 'string',
            description: 'The first line of the commit message.',
          },
          pullRequest: { type: 'integer' },
          images: {
            type: 'array',
            items: { $ref: '#/components/schemas/Image' },
          },
          release: { $ref: '#/components/schemas/ReleaseReference' },
          current: { type: 'boolean' },
        },
      },
      Finding: {
        type: 'object',
        description: 'A preflight finding.',
        required: ['check', 'status', 'expected', 'found'],
        properties: {
          check: { type: 'string' },
          environment: { type: 'string' },
          status: { type: 'string', enum: ['passed', 'failed', 'unknown'] },
          expected: { type: 'string' },
          found: { type: 'string' },
          fix: { type: 'string' },
        },
      },
      Violation: {
        type: 'object',
        description:
          'A change to what a protected environment reads that came by neither this suite nor an approved pull request. Shown until its files are as they were, or someone accepts it.',
        required: [
          'commit',
          'commitUrl',
          'at',
          'by',
          'kind',
          'files',
          'reason',
        ],
        properties: {
          commit: { type: 'string' },
          commitUrl: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          by: { $ref: '#/components/schemas/Person' },
          kind: {
            type: 'string',
            enum: ['foreign', 'unapproved', 'gate', 'locked'],
            description:
              'foreign: pushed past pull requests; unapproved: a pull request without the approvals asked for; gate: a promotion merged in the host past an unmet gate; locked: a locked field changed by people it is not open to.',
          },
          files: {
            type: 'array',
            items: { type: 'string' },
            description: 'Inputs of the environment that it changed.',
          },
          reason: { type: 'string', description: 'One sentence.' },
          pullRequest: {
            type: 'integer',
            description: 'The pull request it came by.',
          },
          revert: {
            type: 'object',
            description:
              'The pull request that takes it back, where the pipeline file asks for one.',
            required: ['number', 'url'],
            properties: {
              number: { type: 'integer' },
              url: { type: 'string' },
            },
          },
        },
      },
      PolicyEdit: {
        type: 'object',
        description:
          'A commit of the pipeline file that weakens protected environments. Until someone accepts it, the policy before it holds there.',
        required: ['commit', 'commitUrl', 'at', 'by', 'weakens'],
        properties: {
          commit: { type: 'string' },
          commitUrl: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          by: { $ref: '#/components/schemas/Person' },
          authors: {
            type: 'array',
            description:
              'Everyone who wrote a part of it. None of them accepts it; whoever has no entityRef is nobody in the catalog, and keeps nobody from it.',
            items: { $ref: '#/components/schemas/Person' },
          },
          inForce: {
            type: 'string',
            description: 'The commit whose policy holds there.',
          },
          weakens: {
            type: 'array',
            items: {
              type: 'object',
              required: ['environment', 'sentence'],
              properties: {
                environment: { type: 'string' },
                sentence: {
                  type: 'string',
                  description: 'What becomes weaker, from what to what.',
                },
              },
            },
          },
        },
      },
      AffectedEnvironment: {
        type: 'object',
        description:
          'Another environment that reads files which would change. Its owners are asked, too.',
        required: ['environment', 'owners', 'files'],
        properties: {
          entityRef: {
            type: 'string',
            description:
              'Missing where the caller may not see that pipeline; its environment is not named then.',
          },
          environment: { type: 'string' },
          owners: { type: 'array', items: { type: 'string' } },
          files: { type: 'array', items: { type: 'string' } },
        },
      },
      Waiting: {
        type: 'object',
        description: 'Something that waits for the caller.',
        required: ['entityRef', 'title', 'environment', 'action', 'sentence'],
        properties: {
          entityRef: { type: 'string' },
          title: { type: 'string' },
          environment: { type: 'string' },
          action: {
            type: 'string',
            enum: ['approve', 'merge', 'resume', 'unfreeze', 'fix', 'accept'],
          },
          sentence: { type: 'string' },
          promotion: { type: 'string', description: 'Its id.' },
          release: { $ref: '#/components/schemas/ReleaseReference' },
          since: { type: 'string', format: 'date-time' },
        },
      },
      WindowState: {
        type: 'object',
        description:
          'Whether it is the time for promotions, and when that changes.',
        required: ['status', 'sentence'],
        properties: {
          status: { type: 'string', enum: ['open', 'closed'] },
          sentence: { type: 'string' },
          until: { type: 'string', format: 'date-time' },
        },
      },
      Environment: {
        type: 'object',
        required: [
          'name',
          'after',
          'protected',
          'promote',
          'merge',
          'repository',
          'branch',
          'path',
          'images',
          'violations',
          'allowed',
        ],
        properties: {
          name: { type: 'string' },
          after: { type: 'array', items: { type: 'string' } },
          tier: { type: 'string' },
          protected: { type: 'boolean' },
          promote: { type: 'string', enum: ['commit', 'pullRequest'] },
          merge: { type: 'string', enum: ['manual', 'auto'] },
          repository: { type: 'string' },
          branch: { type: 'string' },
          path: { type: 'string' },
          images: {
            type: 'array',
            items: { $ref: '#/components/schemas/Image' },
            description: 'What Git holds now.',
          },
          release: { $ref: '#/components/schemas/ReleaseReference' },
          change: { $ref: '#/components/schemas/Change' },
          promotion: { $ref: '#/components/schemas/Promotion' },
          candidate: { $ref: '#/components/schemas/ReleaseReference' },
          hold: { $ref: '#/components/schemas/Decision' },
          freezes: {
            type: 'array',
            items: { $ref: '#/components/schemas/Decision' },
          },
          violations: {
            type: 'array',
            items: { $ref: '#/components/schemas/Violation' },
          },
          window: { $ref: '#/components/schemas/WindowState' },
          next: { $ref: '#/components/schemas/NextStep' },
          asOf: {
            type: 'string',
            format: 'date-time',
            description:
              'When Git was last read; missing before the first time.',
          },
          stale: {
            type: 'string',
            description: 'Why this is not up to date, where it is not.',
          },
          staleSince: {
            type: 'string',
            format: 'date-time',
            description: 'Since when.',
          },
          cluster: { $ref: '#/components/schemas/ClusterState' },
          allowed: {
            type: 'array',
            items: { $ref: '#/components/schemas/Action' },
          },
        },
      },
      SyncStatus: {
        type: 'string',
        enum: ['Synced', 'Drifted', 'Progressing', 'Unknown'],
      },
      Health: {
        type: 'string',
        enum: [
          'Healthy',
          'Progressing',
          'Degraded',
          'Suspended',
          'Missing',
          'Unknown',
        ],
      },
      ClusterState: {
        type: 'object',
        description: 'How what runs compares with Git.',
        required: [
          'engine',
          'cluster',
          'namespace',
          'mode',
          'sync',
          'health',
          'drifted',
          'sentence',
        ],
        properties: {
          engine: { type: 'string', enum: ['kubernetes', 'argocd', 'flux'] },
          cluster: { type: 'string' },
          namespace: { type: 'string' },
          mode: { type: 'string', enum: ['observe', 'sync', 'heal'] },
          sync: { $ref: '#/components/schemas/SyncStatus' },
          health: { $ref: '#/components/schemas/Health' },
          drifted: {
            type: 'integer',
            description: 'Objects that are not as Git has them.',
          },
          sentence: {
            type: 'string',
            description: 'What is being done about it, or why nothing is.',
          },
          revision: {
            type: 'string',
            description: 'The commit that was compared.',
          },
          asOf: {
            type: 'string',
            format: 'date-time',
            description:
              'When the cluster was last seen; missing before the first time.',
          },
        },
      },
      FieldOwner: {
        type: 'object',
        required: ['manager', 'operation'],
        properties: {
          manager: { type: 'string' },
          operation: { type: 'string' },
          time: { type: 'string', format: 'date-time' },
        },
      },
      FieldDrift: {
        type: 'object',
        description: 'One field that differs. Values are masked texts.',
        required: ['path', 'kind', 'by'],
        properties: {
          path: {
            type: 'string',
            description:
              'A JSON pointer, items of keyed lists by their keys; empty for the whole object.',
          },
          kind: {
            type: 'string',
            enum: ['Changed', 'Added', 'Overridden', 'NotInGit'],
          },
          git: { type: 'string' },
          cluster: { type: 'string' },
          by: {
            type: 'array',
            items: { $ref: '#/components/schemas/FieldOwner' },
          },
        },
      },
      ObservedObject: {
        type: 'object',
        required: ['id', 'group', 'version', 'kind', 'name', 'sync', 'fields'],
        properties: {
          id: { type: 'string', description: 'group/Kind/namespace/name.' },
          group: { type: 'string' },
          version: { type: 'string' },
          kind: { type: 'string' },
          namespace: { type: 'string' },
          name: { type: 'string' },
          sync: {
            type: 'string',
            enum: ['Synced', 'Drifted', 'Missing', 'Orphaned', 'Unknown'],
          },
          health: { $ref: '#/components/schemas/Health' },
          healthMessage: { type: 'string' },
          fields: {
            type: 'array',
            items: { $ref: '#/components/schemas/FieldDrift' },
          },
          untouchable: {
            type: 'string',
            description: 'Why this object is never written to.',
          },
          problem: {
            type: 'string',
            description: 'Why the cluster does not take what Git says.',
          },
        },
      },
      DriftReport: {
        type: 'object',
        required: ['state', 'objects', 'warnings'],
        properties: {
          state: { $ref: '#/components/schemas/ClusterState' },
          revisionUrl: { type: 'string' },
          objects: {
            type: 'array',
            items: { $ref: '#/components/schemas/ObservedObject' },
          },
          warnings: { type: 'array', items: { type: 'string' } },
        },
      },
      Pipeline: {
        type: 'object',
        required: [
          'entityRef',
          'title',
          'revision',
          'environments',
          'preflight',
          'scopes',
          'allowed',
        ],
        properties: {
          entityRef: { type: 'string' },
          title: { type: 'string' },
          revision: {
            type: 'integer',
            description: 'Grows with every change; signals carry it.',
          },
          file: { type: 'string', description: 'URL of the pipeline file.' },
          policyCommit: {
            type: 'string',
            description: 'The commit of the pipeline file in force.',
          },
          preflight: { type: 'string', enum: ['passed', 'failed', 'unknown'] },
          pendingPolicy: { $ref: '#/components/schemas/PolicyEdit' },
          scopes: {
            type: 'array',
            items: { type: 'string' },
            description:
              'What a freeze can be on besides its environments, such as system:<ref>.',
          },
          environments: {
            type: 'array',
            items: { $ref: '#/components/schemas/Environment' },
          },
          allowed: {
            type: 'array',
            items: { $ref: '#/components/schemas/Action' },
          },
        },
      },
      HistoryEntry: {
        type: 'object',
        required: ['id', 'at', 'kind', 'by', 'summary'],
        properties: {
          id: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          kind: {
            type: 'string',
            enum: [
              'pipelineProposed',
              'releaseAnnounced',
              'releaseRejected',
              'rejectionCleared',
              'promotionRequested',
              'pullRequestOpened',
              'pullRequestUpdated',
              'pullRequestClosed',
              'approved',
              'bypassed',
              'merged',
              'deployed',
              'rolledBack',
              'synced',
              'reverted',
              'adopted',
              'held',
              'resumed',
              'frozen',
              'unfrozen',
              'cancelled',
              'superseded',
              'violation',
              'violationAccepted',
              'policyWeakened',
              'policyAccepted',
              'failed',
              'recovered',
            ],
          },
          environment: { type: 'string' },
          by: { $ref: '#/components/schemas/Person' },
          summary: { type: 'string', description: 'One sentence.' },
          reason: { type: 'string' },
          release: { $ref: '#/components/schemas/ReleaseReference' },
          promotion: { type: 'string' },
          commit: { type: 'string' },
          commitUrl: { type: 'string' },
          policyCommit: { type: 'string' },
          gates: {
            type: 'array',
            items: { $ref: '#/components/schemas/Gate' },
          },
          approvals: {
            type: 'array',
            description:
              'Of a merge: every approval, and why those do not count that do not.',
            items: { $ref: '#/components/schemas/Approval' },
          },
        },
      },
      GitEdit: {
        type: 'object',
        description:
          'What adopting or ignoring a difference writes to Git, or would write.',
        required: ['way', 'sentence', 'differences', 'seen'],
        properties: {
          way: { type: 'string', enum: ['commit', 'pullRequest'] },
          sentence: {
            type: 'string',
            description: 'Where it is written, in one sentence.',
          },
          differences: {
            type: 'array',
            items: { $ref: '#/components/schemas/FileDifference' },
          },
          seen: {
            type: 'string',
            description:
              'Names these differences; a request that carries it is refused where there would be others.',
          },
          commit: { type: 'string' },
          pullRequest: { type: 'integer' },
          url: {
            type: 'string',
            description:
              'The commit, or the pull request; missing for a dry run.',
          },
        },
      },
      NewEnvironment: {
        type: 'object',
        description: 'An environment of a pipeline that is to be added.',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: {
            type: 'string',
            pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
          },
          tier: { type: 'string', pattern: '^[a-zA-Z0-9][-a-zA-Z0-9]{0,61}$' },
          protected: { type: 'boolean' },
          promote: { type: 'string', enum: ['commit', 'pullRequest'] },
          approvals: { type: 'integer', minimum: 0, maximum: 20 },
          reconcile: { type: 'string', enum: ['observe', 'sync', 'heal'] },
          target: {
            type: 'object',
            required: ['cluster', 'namespace'],
            additionalProperties: false,
            properties: {
              cluster: {
                type: 'string',
                pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
              },
              namespace: {
                type: 'string',
                pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
              },
            },
          },
        },
      },
      NewPipeline: {
        type: 'object',
        description:
          'A pipeline that is to be added to an entity, by pull requests.',
        required: ['entity', 'image', 'layout'],
        additionalProperties: false,
        properties: {
          entity: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
            description: 'Entity reference.',
          },
          image: {
            type: 'object',
            description: 'What the environments run first.',
            required: ['repository', 'tag'],
            additionalProperties: false,
            properties: {
              repository: {
                type: 'string',
                maxLength: 255,
                pattern: '^[a-zA-Z0-9]+([.:_/-]+[a-zA-Z0-9]+)*$',
              },
              tag: {
                type: 'string',
                pattern: '^[a-zA-Z0-9_][-a-zA-Z0-9_.]{0,127}$',
              },
            },
          },
          layout: { type: 'string', enum: ['plain', 'kustomize', 'helm'] },
          port: {
            type: 'integer',
            minimum: 1,
            maximum: 65535,
            description:
              'What the container listens on; 8080 where it is not said.',
          },
          repository: {
            type: 'string',
            maxLength: 500,
            description:
              'URL of the repository that the manifests are written to; without it the one that the entity is in.',
          },
          folder: {
            type: 'string',
            maxLength: 200,
            pattern:
              '^[a-zA-Z0-9_][-a-zA-Z0-9_.]*(/[a-zA-Z0-9_][-a-zA-Z0-9_.]*)*$',
            description:
              'Folder of the manifests; without it one named after the entity, or deploy beside the entity.',
          },
          environments: {
            type: 'array',
            description:
              'In their order; each takes what the one before has verified. Without them dev, staging and production.',
            minItems: 1,
            maxItems: 10,
            items: { $ref: '#/components/schemas/NewEnvironment' },
          },
          announce: {
            type: 'string',
            enum: ['githubActions', 'gitlabCi'],
            description:
              'What CI announces releases with, if its snippet is wanted.',
          },
          idempotencyKey: {
            type: 'string',
            minLength: 1,
            maxLength: 255,
            description:
              'A request that is repeated with its key finds its own pull requests, closed or merged as they may be, and opens none again.',
          },
          dryRun: { type: 'boolean' },
        },
      },
      PipelineProposal: {
        type: 'object',
        description:
          'What adding a pipeline writes, or would write, to each repository.',
        required: ['entityRef', 'status', 'repositories'],
        properties: {
          entityRef: { type: 'string' },
          status: {
            type: 'string',
            enum: ['planned', 'proposed', 'present'],
            description: 'present: the entity has its pipeline already.',
          },
          repositories: {
            type: 'array',
            items: {
              type: 'object',
              required: ['repository', 'differences'],
              properties: {
                repository: { type: 'string' },
                differences: {
                  type: 'array',
                  description: 'What the default branch does not have yet.',
                  items: { $ref: '#/components/schemas/FileDifference' },
                },
                pullRequest: {
                  type: 'object',
                  description: 'The newest one that adds this pipeline.',
                  required: ['number', 'url', 'state'],
                  properties: {
                    number: { type: 'integer' },
                    url: { type: 'string' },
                    state: {
                      type: 'string',
                      enum: ['open', 'merged', 'closed'],
                    },
                  },
                },
              },
            },
          },
        },
      },
      PromotionPlan: {
        type: 'object',
        description: 'What a promotion or rollback does or would do.',
        required: ['differences', 'gates', 'warnings', 'affects'],
        properties: {
          differences: {
            type: 'array',
            items: { $ref: '#/components/schemas/FileDifference' },
          },
          gates: {
            type: 'array',
            items: { $ref: '#/components/schemas/Gate' },
          },
          warnings: {
            type: 'array',
            items: { type: 'string' },
            description: 'What it cannot restore, and what follows from it.',
          },
          affects: {
            type: 'array',
            items: { $ref: '#/components/schemas/AffectedEnvironment' },
          },
          promotion: { $ref: '#/components/schemas/Promotion' },
        },
      },
      Reason: {
        type: 'object',
        required: ['reason'],
        additionalProperties: false,
        properties: {
          reason: { type: 'string', minLength: 1, maxLength: 1000 },
        },
      },
    },
  },
  paths: {
    '/pipelines': {
      get: {
        operationId: 'listPipelines',
        summary: 'The board of all pipelines the caller may read.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
          {
            name: 'owner',
            in: 'query',
            required: false,
            description: 'Owner entity reference.',
            schema: { type: 'string' },
          },
          {
            name: 'waiting',
            in: 'query',
            required: false,
            description:
              'Only pipelines in which something waits for a person.',
            schema: { type: 'boolean' },
          },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Pipeline' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'createPipeline',
        summary:
          'Opens or finds the pull requests that add a pipeline to an entity: in the repository of its manifests first, and in its own.',
        security: [{ JWT: [] }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/NewPipeline' },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PipelineProposal' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}': {
      get: {
        operationId: 'getPipeline',
        summary: 'One pipeline with its environments.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Pipeline' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/preflight': {
      get: {
        operationId: 'getPreflight',
        summary: 'What was checked, expected and found.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Finding' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/releases': {
      get: {
        operationId: 'listReleases',
        summary: 'Candidates, newest first, each with why (not).',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Release' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'announceRelease',
        summary:
          'A CI pipeline announces a release. Repeating it changes nothing.',
        description:
          'By a token of Backstage, by the secret of an announcer, or by the identity token of a CI job in the repository of the pipeline.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['images'],
                additionalProperties: false,
                properties: {
                  images: {
                    type: 'array',
                    minItems: 1,
                    maxItems: 20,
                    items: {
                      type: 'object',
                      required: ['name', 'tag'],
                      additionalProperties: false,
                      properties: {
                        name: { type: 'string', maxLength: 63 },
                        tag: { type: 'string', minLength: 1, maxLength: 128 },
                        digest: {
                          type: 'string',
                          pattern: '^sha256:[0-9a-f]{64}$',
                        },
                      },
                    },
                  },
                  source: {
                    type: 'object',
                    required: ['repository', 'commit'],
                    additionalProperties: false,
                    properties: {
                      repository: { type: 'string', maxLength: 500 },
                      commit: { type: 'string', pattern: '^[0-9a-f]{40}$' },
                    },
                  },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Release' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/candidates': {
      get: {
        operationId: 'listCandidates',
        summary:
          'What is no release, what waits first and then the newest, each with why not.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Candidate' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/releases/{release}/reject': {
      post: {
        operationId: 'rejectRelease',
        summary: 'Marks a release bad: promoted nowhere until cleared.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/release' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Reason' },
            },
          },
        },
        responses: {
          '204': { description: 'Done.' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'clearRejection',
        summary: 'Clears a rejection.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/release' },
        ],
        responses: {
          '204': { description: 'Done.' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/promotions': {
      get: {
        operationId: 'listPromotions',
        summary: 'Promotions, newest first.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
          {
            name: 'environment',
            in: 'query',
            required: false,
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Promotion' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'requestPromotion',
        summary: 'Requests one; with dryRun only says what it would do.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['environment', 'release'],
                additionalProperties: false,
                properties: {
                  environment: { type: 'string' },
                  release: { type: 'string' },
                  reason: { type: 'string', maxLength: 1000 },
                  dryRun: { type: 'boolean' },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PromotionPlan' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/history': {
      get: {
        operationId: 'listHistory',
        summary: 'What happened, newest first.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
          {
            name: 'environment',
            in: 'query',
            required: false,
            schema: { type: 'string' },
          },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/HistoryEntry' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/history/export': {
      get: {
        operationId: 'exportHistory',
        summary: 'The whole history, oldest first, as JSON lines or CSV.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          {
            name: 'format',
            in: 'query',
            required: true,
            schema: { type: 'string', enum: ['jsonl', 'csv'] },
          },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/jsonl': { schema: { type: 'string' } },
              'text/csv': { schema: { type: 'string' } },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/policy/{commit}/approve': {
      post: {
        operationId: 'acceptPolicy',
        summary:
          'Accepts an edit of the pipeline file that weakens protected environments; with dryRun only says what becomes weaker.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/commit' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  reason: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 1000,
                    description: 'Required unless dryRun.',
                  },
                  dryRun: { type: 'boolean' },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/PolicyEdit' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/violations/{commit}/accept':
      {
        post: {
          operationId: 'acceptViolation',
          summary:
            'Lets a violation stand, with a reason: a bypass, decided after the act.',
          security: [{ JWT: [] }],
          parameters: [
            { $ref: '#/components/parameters/kind' },
            { $ref: '#/components/parameters/namespace' },
            { $ref: '#/components/parameters/name' },
            { $ref: '#/components/parameters/environment' },
            { $ref: '#/components/parameters/commit' },
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Reason' },
              },
            },
          },
          responses: {
            '204': { description: 'Done.' },
            default: { $ref: '#/components/responses/Error' },
          },
        },
      },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/changes': {
      get: {
        operationId: 'listChanges',
        summary:
          'Earlier states of the environment, newest first, read from Git: what a rollback can restore.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/environment' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Change' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/rollback':
      {
        post: {
          operationId: 'rollBack',
          summary:
            'Restores the content the environment had after a commit, and holds automation; with dryRun only the plan.',
          security: [{ JWT: [] }],
          parameters: [
            { $ref: '#/components/parameters/kind' },
            { $ref: '#/components/parameters/namespace' },
            { $ref: '#/components/parameters/name' },
            { $ref: '#/components/parameters/environment' },
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['commit'],
                  additionalProperties: false,
                  properties: {
                    commit: { type: 'string', pattern: '^[0-9a-f]{40}$' },
                    restore: { $ref: '#/components/schemas/Restore' },
                    reason: {
                      type: 'string',
                      minLength: 1,
                      maxLength: 1000,
                      description: 'Required unless dryRun.',
                    },
                    reject: {
                      type: 'boolean',
                      description:
                        'Also rejects the release that is deployed now.',
                    },
                    dryRun: { type: 'boolean' },
                  },
                },
              },
            },
          },
          responses: {
            '200': {
              description: 'Answer.',
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/PromotionPlan' },
                },
              },
            },
            default: { $ref: '#/components/responses/Error' },
          },
        },
      },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/hold': {
      put: {
        operationId: 'hold',
        summary: 'Pauses automation on the environment, not people.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/environment' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['reason'],
                additionalProperties: false,
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 1000 },
                  expiresAt: { type: 'string', format: 'date-time' },
                },
              },
            },
          },
        },
        responses: {
          '204': { description: 'Done.' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'resume',
        summary: 'Ends the hold.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/environment' },
        ],
        responses: {
          '204': { description: 'Done.' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/drift': {
      get: {
        operationId: 'getDrift',
        summary:
          'What runs against what Git says, by object and field, as it was last seen. Secrets are masked.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/environment' },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/DriftReport' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/reconcile':
      {
        post: {
          operationId: 'reconcile',
          summary:
            'Asks the engine to look again, to apply what Git says, or to put objects back.',
          security: [{ JWT: [] }],
          parameters: [
            { $ref: '#/components/parameters/kind' },
            { $ref: '#/components/parameters/namespace' },
            { $ref: '#/components/parameters/name' },
            { $ref: '#/components/parameters/environment' },
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['action'],
                  additionalProperties: false,
                  properties: {
                    action: {
                      type: 'string',
                      enum: ['refresh', 'sync', 'revert'],
                    },
                    objects: {
                      type: 'array',
                      items: { type: 'string', maxLength: 600 },
                      minItems: 1,
                      maxItems: 500,
                      description: 'Ids of objects; without them all.',
                    },
                    reason: {
                      type: 'string',
                      minLength: 1,
                      maxLength: 1000,
                      description: 'Required unless it only refreshes.',
                    },
                  },
                },
              },
            },
          },
          responses: {
            '202': {
              description:
                'Asked for; the drift report tells what became of it.',
            },
            default: { $ref: '#/components/responses/Error' },
          },
        },
      },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/adopt': {
      post: {
        operationId: 'adopt',
        summary:
          'Brings fields of a live object into Git: by a commit where the environment is promoted by commits, else by a pull request.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/environment' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['object'],
                additionalProperties: false,
                properties: {
                  object: {
                    type: 'string',
                    maxLength: 600,
                    description: 'Its id in the drift report.',
                  },
                  fields: {
                    type: 'array',
                    items: { type: 'string', maxLength: 2000 },
                    minItems: 1,
                    maxItems: 100,
                    description:
                      'Paths in the drift report; without them all that drifted.',
                  },
                  reason: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 1000,
                    description: 'Required unless it is a dry run.',
                  },
                  seen: { type: 'string', maxLength: 64 },
                  dryRun: { type: 'boolean' },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GitEdit' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/pipelines/{kind}/{namespace}/{name}/environments/{environment}/ignore': {
      post: {
        operationId: 'ignore',
        summary:
          'Proposes by a pull request that fields of an object are not compared any more.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/name' },
          { $ref: '#/components/parameters/environment' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['object'],
                additionalProperties: false,
                properties: {
                  object: {
                    type: 'string',
                    maxLength: 600,
                    description: 'Its id in the drift report.',
                  },
                  fields: {
                    type: 'array',
                    items: { type: 'string', maxLength: 2000 },
                    minItems: 1,
                    maxItems: 100,
                    description:
                      'Paths in the drift report; without them all that drifted.',
                  },
                  mode: { type: 'string', enum: ['strip', 'adopt'] },
                  reason: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 1000,
                    description: 'Required unless it is a dry run.',
                  },
                  seen: { type: 'string', maxLength: 64 },
                  dryRun: { type: 'boolean' },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/GitEdit' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/promotions/{id}': {
      get: {
        operationId: 'getPromotion',
        summary: 'One promotion, with its differences.',
        security: [{ JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Promotion' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/promotions/{id}/approve': {
      post: {
        operationId: 'approvePromotion',
        summary: 'Approves the release and content that the caller saw.',
        security: [{ JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['headCommit'],
                additionalProperties: false,
                properties: {
                  headCommit: {
                    type: 'string',
                    pattern: '^[0-9a-f]{40}$',
                    description: 'The head that was reviewed.',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Promotion' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/promotions/{id}/bypass': {
      post: {
        operationId: 'bypassGate',
        summary: 'Skips one gate, with a reason.',
        security: [{ JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['gate', 'reason'],
                additionalProperties: false,
                properties: {
                  gate: { type: 'string' },
                  reason: { type: 'string', minLength: 1, maxLength: 1000 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Promotion' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/promotions/{id}/merge': {
      post: {
        operationId: 'mergePromotion',
        summary: 'Merges once all gates pass.',
        security: [{ JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Promotion' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/promotions/{id}/cancel': {
      post: {
        operationId: 'cancelPromotion',
        summary: 'Closes it without deploying.',
        security: [{ JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/id' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Reason' },
            },
          },
        },
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Promotion' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/me/waiting': {
      get: {
        operationId: 'listWaiting',
        summary: 'What waits for the caller, in every pipeline they may read.',
        security: [{ JWT: [] }],
        parameters: [
          { $ref: '#/components/parameters/cursor' },
          { $ref: '#/components/parameters/limit' },
        ],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Waiting' },
                    },
                    nextCursor: { type: 'string' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/freezes': {
      get: {
        operationId: 'listFreezes',
        summary: 'Freezes on what the caller may read.',
        security: [{ JWT: [] }],
        responses: {
          '200': {
            description: 'Answer.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Decision' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/freezes/{scope}': {
      put: {
        operationId: 'freeze',
        summary: 'Stops everything in a scope, but Bypass.',
        security: [{ JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/scope' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Reason' },
            },
          },
        },
        responses: {
          '204': { description: 'Done.' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'unfreeze',
        summary: 'Lifts a freeze.',
        security: [{ JWT: [] }],
        parameters: [{ $ref: '#/components/parameters/scope' }],
        responses: {
          '204': { description: 'Done.' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
  },
} as const;
