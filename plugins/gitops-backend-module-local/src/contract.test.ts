import { describeGitHost } from '@backstage-gitops/git-host-contract';
import { LocalWorld } from './__testUtils__/LocalWorld';

// It lies in a folder and has no accounts: there is no network to fail, nobody is unknown, its pushes come from one
// server, and of its rules the suite's own gates are the only ones.
describeGitHost({
  name: 'The embedded host',
  offers: new Set(['machines']),
  create: () => LocalWorld.create(),
});
