import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { PipelineProposal } from '@backstage-gitops/plugin-gitops-common';
import { parse } from 'yaml';
import { createPipelineAction } from './createPipelineAction';

const DEPLOY = 'https://git.acme.example/acme/deploy';

/** What the action is run with. */
type Context = Parameters<
  ReturnType<typeof createPipelineAction>['handler']
>[0];

const INPUT: Context['input'] = {
  entity: 'component:default/payments',
  image: { repository: 'ghcr.io/acme/payments', tag: '1.0.0' },
  layout: 'plain',
  repository: DEPLOY,
};

const PROPOSAL: PipelineProposal = {
  entityRef: 'component:default/payments',
  status: 'proposed',
  repositories: [
    {
      repository: DEPLOY,
      differences: [{ path: 'payments/dev/service.yaml', patch: '+kind' }],
      pullRequest: { number: 3, url: `${DEPLOY}/pulls/3`, state: 'open' },
    },
  ],
};

describe('gitops:pipeline:create', () => {
  const received: Array<{ url?: string; token?: string; body: unknown }> = [];
  let server: Server;
  let answer: { status: number; body: object };

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      received.push({
        url: request.url,
        token: request.headers.authorization,
        body: JSON.parse(Buffer.concat(parts).toString()),
      });
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  beforeEach(() => {
    received.length = 0;
    answer = { status: 200, body: PROPOSAL };
  });

  afterAll(() => server.close());

  const action = () =>
    createPipelineAction({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: {
        getBaseUrl: async id =>
          `http://127.0.0.1:${
            (server.address() as AddressInfo).port
          }/api/${id}`,
        getExternalBaseUrl: async () => {
          throw new Error('Backends call each other inside');
        },
      },
    });

  const contextOf = (changes: Partial<Context> = {}): Context => ({
    ...createMockActionContext<Context['input']>({ input: INPUT }),
    task: { id: 'task-1' },
    step: { id: 'pipeline' },
    getInitiatorCredentials: async () =>
      mockCredentials.user('user:default/dana'),
    ...changes,
  });

  /** What the action puts out, by name. */
  const outputsOf = ({ output }: { output: unknown }) =>
    Object.fromEntries((output as jest.Mock).mock.calls);

  it('asks as the person who runs the template, and hands on the pull requests', async () => {
    const context = contextOf();
    await action().handler(context);
    expect(received).toEqual([
      {
        url: '/api/gitops/pipelines',
        token: mockCredentials.service.header({
          onBehalfOf: mockCredentials.user('user:default/dana'),
          targetPluginId: 'gitops',
        }),
        body: { ...INPUT, idempotencyKey: 'task-1/pipeline' },
      },
    ]);
    expect(outputsOf(context)).toEqual({
      entityRef: 'component:default/payments',
      status: 'proposed',
      pullRequests: [`${DEPLOY}/pulls/3`],
    });
  });

  it('asks once where a task goes on after its checkpoint', async () => {
    const kept = {
      entityRef: 'component:default/payments',
      status: 'proposed',
      pullRequests: [`${DEPLOY}/pulls/3`],
    };
    const context = contextOf({ checkpoint: async () => kept as never });
    await action().handler(context);
    expect(received).toEqual([]);
    expect(outputsOf(context)).toEqual(kept);
  });

  it('shows in a dry run what would be written, and has nothing written', async () => {
    answer.body = { ...PROPOSAL, status: 'planned' };
    const info = jest.fn();
    const context = contextOf({
      isDryRun: true,
      logger: { ...mockServices.logger.mock(), info },
    });
    await action().handler(context);
    expect(received.map(({ body }) => body)).toEqual([
      { ...INPUT, dryRun: true },
    ]);
    expect(info).toHaveBeenCalledWith(
      `${DEPLOY} would get payments/dev/service.yaml:\n+kind`,
    );
    expect(outputsOf(context)).toMatchObject({
      status: 'planned',
      pullRequests: [],
    });
  });

  it('says in the words of the backend why there is none', async () => {
    answer = {
      status: 409,
      body: {
        error: {
          name: 'ConflictError',
          message: 'gitops.yaml is there already',
        },
        response: { statusCode: 409 },
      },
    };
    await expect(action().handler(contextOf())).rejects.toThrow(
      'gitops.yaml is there already',
    );
  });

  it('has examples that are templates', () => {
    const { examples, supportsDryRun } = action();
    expect(supportsDryRun).toBe(true);
    for (const { example } of examples ?? []) {
      expect(parse(example).steps).toEqual([
        expect.objectContaining({ action: 'gitops:pipeline:create' }),
      ]);
    }
  });
});
