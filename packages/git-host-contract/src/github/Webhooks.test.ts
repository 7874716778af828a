import type { BareRepository } from '../git/BareRepository';
import { HookReceiver } from '../suite/HookReceiver';
import { GithubStandIn } from './GithubStandIn';
import { payloadProblems } from './payloadProblems';
import type { Account } from './state';

const NAME = 'acme/deploy';

jest.setTimeout(60_000);

describe('Webhooks', () => {
  let standIn: GithubStandIn;
  let receiver: HookReceiver;
  let git: BareRepository;
  let ana: Account;

  beforeEach(async () => {
    standIn = await GithubStandIn.start();
    receiver = await HookReceiver.start();
    ana = standIn.addAccount('ana');
    standIn.addAccount('ravi');
    git = await standIn.addRepository('acme', 'deploy');
    await git.commit('main', { 'README.md': 'deploy\n' });
  });

  afterEach(async () => {
    await standIn.stop();
    await receiver.stop();
  });

  const act = (login: string, method: string, path: string, body: object) =>
    standIn.act(login, method, `${NAME}/${path}`, body);

  const hook = (events: string[]) =>
    act('ana', 'POST', 'hooks', {
      events,
      config: { url: receiver.url, secret: 'shh', content_type: 'json' },
    });

  const push = (branch: string, text: string) =>
    standIn.pushing(NAME, 'ana', () =>
      git.commit(branch, { [`${branch}.yaml`]: text }),
    );

  const status = (commit: string, state: string) =>
    act('ravi', 'POST', `statuses/${commit}`, { context: 'gitops', state });

  async function ask(query: string, input: object): Promise<void> {
    const url = `${standIn.links.web}/api/graphql`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${ana.token}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    expect(await response.json()).not.toHaveProperty('errors');
  }

  /** All that a pull request goes through, into the queue and out of it. */
  async function live(): Promise<void> {
    for (const branch of ['dev', 'staging']) {
      await push(branch, 'a: 1\n');
      await act('ana', 'POST', 'pulls', {
        title: branch,
        body: 'Because.',
        head: branch,
        base: 'main',
      });
    }
    const head = await push('dev', 'a: 2\n');
    await act('ravi', 'POST', 'pulls/1/reviews', { event: 'APPROVE' });
    await act('ana', 'PATCH', 'pulls/1', { title: 'Better' });
    await act('ana', 'PATCH', 'pulls/2', { state: 'closed' });
    for (const conclusion of [undefined, 'success']) {
      await act('ravi', 'POST', 'check-runs', {
        name: 'build',
        head_sha: head,
        conclusion,
        status: conclusion ? 'completed' : 'in_progress',
      });
    }
    standIn.setRules(NAME, {
      branch: 'main',
      checks: ['gitops'],
      mergeQueue: true,
    });
    await status(head, 'success');
    const pull = await standIn.act('ana', 'GET', `${NAME}/pulls/1`);
    const { node_id: id } = pull as { node_id: string };
    const enqueue =
      'mutation($input: EnqueuePullRequestInput!) { enqueuePullRequest(input: $input) { mergeQueueEntry { state } } }';
    for (const state of ['failure', 'success']) {
      await ask(enqueue, { pullRequestId: id, expectedHeadOid: head });
      const tips = await git.tips();
      const [group] = [...tips].filter(([name]) => /^gh-readonly/.test(name));
      await status(group[1], state);
    }
    await standIn.pushing(NAME, 'ana', () => git.git('branch', '-D', 'dev'));
  }

  it('tells of what happens in the shapes that GitHub has', async () => {
    await hook([
      'push',
      'pull_request',
      'pull_request_review',
      'status',
      'check_run',
      'merge_group',
    ]);
    await live();
    await standIn.webhooks.settled();
    const told = standIn.webhooks.deliveries.map(
      ({ event, payload }) => `${event} ${payload.action ?? ''}`,
    );
    expect(new Set(told)).toEqual(
      new Set([
        'ping ',
        'push ',
        'pull_request opened',
        'pull_request synchronize',
        'pull_request edited',
        'pull_request closed',
        'pull_request enqueued',
        'pull_request dequeued',
        'pull_request_review submitted',
        'status ',
        'check_run created',
        'check_run completed',
        'merge_group checks_requested',
        'merge_group destroyed',
      ]),
    );
    const problems = standIn.webhooks.deliveries.flatMap(({ event, payload }) =>
      payloadProblems(event, payload),
    );
    expect(problems).toEqual([]);
    expect(receiver.received.map(one => one.headers['x-github-event'])).toEqual(
      standIn.webhooks.deliveries.map(({ event }) => event),
    );
  });

  it('tells nobody what they did not ask for', async () => {
    await hook(['push']);
    await push('dev', 'a: 1\n');
    await act('ana', 'POST', 'pulls', {
      title: 'x',
      head: 'dev',
      base: 'main',
    });
    await standIn.webhooks.settled();
    expect(standIn.webhooks.deliveries.map(({ event }) => event)).toEqual([
      'ping',
      'push',
    ]);
  });
});
