import { describeGitHost } from '@backstage-gitops/git-host-contract';
import { GiteaWorld } from './__testUtils__/GiteaWorld';

describeGitHost({
  name: 'Gitea',
  offers: GiteaWorld.offers(),
  create: () => GiteaWorld.create(),
});
