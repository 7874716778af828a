import { describeGitHost } from '@backstage-gitops/git-host-contract';
import { GitlabWorld } from './__testUtils__/GitlabWorld';

describeGitHost({
  name: 'GitLab',
  offers: new Set(['accounts', 'pushers', 'protection', 'network']),
  create: () => GitlabWorld.create(),
});
