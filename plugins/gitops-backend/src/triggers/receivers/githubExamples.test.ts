import { webhookExamples } from '@backstage-gitops/git-host-contract';
import { github } from './github';

const EXAMPLES = webhookExamples();

function parse(event: string, payload: unknown) {
  return github.parse({
    headers: { 'x-github-event': event },
    query: new URLSearchParams(),
    body: Buffer.from(JSON.stringify(payload)),
  });
}

const of = (...events: string[]) =>
  EXAMPLES.filter(({ event }) => events.includes(event)).map(
    ({ event, payload }, index) => ({
      name: [event, payload.action, index].filter(Boolean).join(' '),
      event,
      payload,
    }),
  );

/** What the examples have, as far as it is asked for here. */
interface Payload {
  ref: string;
  after: string;
  repository: { html_url: string; default_branch: string };
  pull_request: { number: number };
  merge_group: { base_ref: string };
  /** Of a status. */
  sha: string;
  check_run?: { head_sha: string };
}

const UNDERSTOOD = [
  'push',
  'pull_request',
  'pull_request_review',
  'merge_group',
  'status',
  'check_run',
  'package',
];

/** What GitHub itself has sent. */
describe('the examples of GitHub', () => {
  it.each(of('push'))('$name', ({ event, payload }) => {
    const { ref, after, repository } = payload as unknown as Payload;
    const [, , kind, name] = /^(refs)\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
    expect(parse(event, payload)).toEqual({
      status: 'events',
      delivery: undefined,
      events: [
        {
          kind: 'gitPushed',
          repository: repository.html_url,
          ref: { kind: kind === 'heads' ? 'branch' : 'tag', name },
          ...(/^0+$/.test(after) ? {} : { commit: after }),
          touchedDefaultBranch:
            kind === 'heads' && name === repository.default_branch,
        },
      ],
    });
  });

  it.each(of('pull_request', 'pull_request_review'))(
    '$name',
    ({ event, payload }) => {
      const { pull_request: pull, repository } = payload as unknown as Payload;
      expect(parse(event, payload)).toMatchObject({
        status: 'events',
        events: [
          {
            kind: 'pullRequestChanged',
            repository: repository.html_url,
            number: pull.number,
          },
        ],
      });
    },
  );

  it.each(of('merge_group'))('$name', ({ event, payload }) => {
    const { repository } = payload as unknown as Payload;
    expect(parse(event, payload)).toEqual({
      status: 'events',
      events: [
        {
          kind: 'mergeQueueChanged',
          repository: repository.html_url,
          branch: 'main',
        },
      ],
    });
  });

  it.each(of('status', 'check_run'))('$name', ({ event, payload }) => {
    const { check_run: run, repository, sha } = payload as unknown as Payload;
    expect(parse(event, payload)).toEqual({
      status: 'events',
      events: [
        {
          kind: 'commitChecked',
          repository: repository.html_url,
          commit: run?.head_sha ?? sha,
        },
      ],
    });
  });

  it('of packages are read, and none of them is an image', () => {
    const packages = of('package');
    expect(packages.length).toBeGreaterThan(0);
    for (const { event, payload } of packages) {
      expect(parse(event, payload).status).toBe('ignored');
    }
  });

  it('of everything else do nothing', () => {
    const others = EXAMPLES.filter(one => !UNDERSTOOD.includes(one.event));
    expect(others.length).toBeGreaterThan(200);
    const statuses = others.map(
      ({ event, payload }) => parse(event, payload).status,
    );
    expect(new Set(statuses)).toEqual(new Set(['ignored']));
  });
});
