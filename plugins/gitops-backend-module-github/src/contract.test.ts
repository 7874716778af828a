import { describeGitHost } from '@backstage-gitops/git-host-contract';
import { GithubWorld } from './__testUtils__/GithubWorld';

describeGitHost({
  name: 'GitHub',
  offers: new Set(['accounts', 'pushers', 'protection', 'machines', 'network']),
  create: () => GithubWorld.create(),
});
