import { describeAddresses } from './addresses';
import { describeComments } from './comments';
import { describeCommits } from './commits';
import { describeCommitting } from './committing';
import { Context } from './Context';
import { describeFailures } from './failures';
import type { HostUnderTest, HostWorld } from './HostWorld';
import { describeMerging } from './merging';
import { describeProtection } from './protection';
import { describePulls } from './pulls';
import { describeQueue } from './queue';
import { describeReadings } from './readings';
import { describeReviews } from './reviews';
import { describeRules } from './rules';
import { describeStatuses } from './statuses';
import { describeWebhooks } from './webhooks';

/** How long a test may take, in milliseconds: each has a host and a repository of its own. */
const PATIENCE = 60_000;

/** Checks that a host does what the port says. What it does not offer is not asked of it. */
export function describeGitHost({ name, offers, create }: HostUnderTest): void {
  describe(`${name}, as a Git host`, () => {
    const context = new Context(offers);
    let world: HostWorld;

    jest.setTimeout(PATIENCE);

    beforeEach(async () => {
      world = await create();
      context.use(world);
    });

    afterEach(async () => {
      context.use(undefined);
      await world.remove();
    });

    describeAddresses(context);
    describePulls(context);
    describeReviews(context);
    describeReadings(context);
    describeMerging(context);
    describeComments(context);
    describeStatuses(context);
    describeCommits(context);
    if (offers.has('protection')) describeProtection(context);
    if (offers.has('namedChecks')) describeRules(context);
    if (offers.has('queue')) {
      describe('with a merge queue', () => {
        describeQueue(context);
      });
    }
    if (offers.has('webhooks')) {
      describe('with a receiver of webhooks', () => {
        describeWebhooks(context);
      });
    }
    if (offers.has('commits')) describeCommitting(context);
    if (offers.has('network')) describeFailures(context);
  });
}
