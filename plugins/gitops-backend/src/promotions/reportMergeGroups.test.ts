import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { reportMergeGroups } from './reportMergeGroups';

const status = (
  state: CommitStatus['state'],
  context = 'gitops',
): CommitStatus => ({ context, state, description: state });

/** A host whose queue tests these, and whose other pull requests have these statuses; what is reported, by commit. */
async function reported(
  groups: Record<string, number[]>,
  others: Record<number, CommitStatus[]>,
  own: CommitStatus['state'] = 'success',
) {
  const set: Record<string, CommitStatus['state']> = {};
  const asked: number[][] = [];
  const host = {
    listMergeGroups: async () =>
      Object.entries(groups).map(([commit, pullRequests]) => ({
        commit,
        pullRequests,
      })),
    readPullRequests: async (_: string, numbers: number[]) => {
      asked.push(numbers);
      return numbers
        .filter(number => others[number])
        .map(number => ({
          pullRequest: { number },
          statuses: others[number],
        }));
    },
  };
  type Place = Parameters<typeof reportMergeGroups>[0];
  const place = {
    environment: { place: { branch: 'main' } },
    hosted: { host, repository: 'r' },
    services: {
      outbox: {
        add: async (entry: { commit: string; status: CommitStatus }) => {
          set[entry.commit] = entry.status.state;
        },
      },
    },
  } as unknown as Place;
  await reportMergeGroups(place, { number: 7, aggregate: status(own) });
  return { set, asked };
}

describe('reportMergeGroups', () => {
  it('reports on what is tested with the pull request, and on nothing else', async () => {
    expect(await reported({ a: [7], b: [8] }, {}, 'pending')).toEqual({
      set: { a: 'pending' },
      asked: [],
    });
  });

  it.each<[CommitStatus['state'], CommitStatus[], CommitStatus['state']]>([
    ['success', [status('success')], 'success'],
    ['success', [status('pending')], 'pending'],
    ['success', [status('failure')], 'failure'],
    ['pending', [status('success')], 'pending'],
    ['pending', [status('failure')], 'failure'],
    ['failure', [status('success')], 'failure'],
    ['success', [status('failure', 'gitops/staging/checks')], 'pending'],
    ['success', [], 'pending'],
  ])('of %s and %j, %s', async (own, other, worst) => {
    const { set } = await reported({ a: [8, 7] }, { 8: other }, own);
    expect(set).toEqual({ a: worst });
  });

  it('waits for what the host does not tell of', async () => {
    expect((await reported({ a: [8, 7] }, {})).set).toEqual({ a: 'pending' });
  });

  it('asks once for all that is tested together', async () => {
    const green = [status('success')];
    expect(
      await reported(
        { a: [8], b: [8, 7], c: [8, 7, 9] },
        { 8: green, 9: [status('failure')] },
      ),
    ).toEqual({ set: { b: 'success', c: 'failure' }, asked: [[8, 9]] });
  });
});
