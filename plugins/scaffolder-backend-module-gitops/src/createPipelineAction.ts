import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  createGitOpsClient,
  type NewPipeline,
  type PipelineProposal,
} from '@backstage-gitops/plugin-gitops-common';
import { examples } from './examples';

/** What the answer of the API is to a template; a type, as checkpoints keep JSON and no interfaces. */
type Added = {
  entityRef: string;
  status: PipelineProposal['status'];
  /** URLs, in the order in which they are to be merged. */
  pullRequests: string[];
};

/**
 * The action `gitops:pipeline:create`: adds a pipeline to an entity, by pull requests, as the person who runs the template.
 *
 * @public
 */
export function createPipelineAction(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}) {
  const { auth, discovery } = options;

  /** Asks the backend as the person; what it refuses is said in its own words. */
  const ask = async (
    request: NewPipeline,
    person: BackstageCredentials,
  ): Promise<PipelineProposal> => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: person,
      targetPluginId: 'gitops',
    });
    const client = createGitOpsClient({
      baseUrl: await discovery.getBaseUrl('gitops'),
      fetch,
    });
    const { data, error } = await client.POST('/pipelines', {
      headers: { Authorization: `Bearer ${token}` },
      body: request,
    });
    if (data) return data;
    throw new Error(
      error?.error.message ?? 'The backend of GitOps gave no answer.',
    );
  };

  return createTemplateAction({
    id: 'gitops:pipeline:create',
    description:
      'Adds a pipeline to an entity by pull requests: the pipeline file, manifests, the annotation and what CI announces releases with.',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          entity: z
            .string()
            .describe('Reference of an entity that a file in Git describes.'),
          image: z
            .object({ repository: z.string(), tag: z.string() })
            .describe('What the environments run first.'),
          layout: z
            .enum(['plain', 'kustomize', 'helm'])
            .describe('How the manifests are laid out.'),
          port: z
            .number()
            .int()
            .min(1)
            .max(65_535)
            .optional()
            .describe('What the container listens on; 8080.'),
          repository: z
            .string()
            .optional()
            .describe(
              'URL of the repository of the manifests; without it the one the entity is in.',
            ),
          folder: z
            .string()
            .optional()
            .describe(
              'Folder of the manifests; without it one named after the entity, or deploy beside it.',
            ),
          environments: z
            .array(
              z.object({
                name: z.string(),
                tier: z.string().optional(),
                protected: z.boolean().optional(),
                promote: z.enum(['commit', 'pullRequest']).optional(),
                approvals: z.number().int().min(0).max(20).optional(),
                reconcile: z.enum(['observe', 'sync', 'heal']).optional(),
                target: z
                  .object({ cluster: z.string(), namespace: z.string() })
                  .optional(),
              }),
            )
            .min(1)
            .optional()
            .describe(
              'In their order; without them dev, staging and production.',
            ),
          announce: z
            .enum(['githubActions', 'gitlabCi'])
            .optional()
            .describe('What CI announces releases with, if that is wanted.'),
        }),
      output: {
        entityRef: z => z.string().describe('The entity with the pipeline.'),
        status: z =>
          z
            .enum(['planned', 'proposed', 'present'])
            .describe('present: it had this pipeline already.'),
        pullRequests: z =>
          z
            .array(z.string())
            .describe('URLs, in the order in which they are to be merged.'),
      },
    },
    async handler(context) {
      const { input, logger } = context;
      const person = await context.getInitiatorCredentials();
      if (context.isDryRun) {
        const plan = await ask({ ...input, dryRun: true }, person);
        for (const { repository, differences } of plan.repositories) {
          for (const { path, patch } of differences) {
            logger.info(`${repository} would get ${path}:\n${patch}`);
          }
        }
        context.output('entityRef', plan.entityRef);
        context.output('status', plan.status);
        context.output('pullRequests', []);
        return;
      }
      const step = context.step?.id ?? 'gitops:pipeline:create';
      const added = await context.checkpoint({
        key: `gitops:pipeline:create.${input.entity}`,
        fn: async (): Promise<Added> => {
          const { entityRef, status, repositories } = await ask(
            // A step that is run again after a crash finds what it did.
            { ...input, idempotencyKey: `${context.task.id}/${step}` },
            person,
          );
          const pullRequests = repositories.flatMap(
            ({ pullRequest }) => pullRequest?.url ?? [],
          );
          return { entityRef, status, pullRequests };
        },
      });
      for (const url of added.pullRequests) logger.info(`Proposed by ${url}`);
      context.output('entityRef', added.entityRef);
      context.output('status', added.status);
      context.output('pullRequests', added.pullRequests);
    },
  });
}
