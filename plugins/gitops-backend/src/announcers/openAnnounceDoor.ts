import type {
  HttpAuthService,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { exchange } from '../network/exchange';
import type { Refusals } from '../network/Refusals';
import { type Services } from '../promotions/services';
import { AnnounceDoor } from './AnnounceDoor';
import { countAnnouncements } from './AnnouncementCounter';
import { TokenVerifier } from './oidc/TokenVerifier';

/** Opens the door for CI without credentials of Backstage, where the platform team lets anybody in by it. */
export function openAnnounceDoor(options: {
  services: Pick<Services, 'config' | 'pipelines' | 'mirrors'>;
  httpRouter: HttpRouterService;
  httpAuth: HttpAuthService;
  metrics: MetricsService;
  refusals: Refusals;
}): AnnounceDoor {
  const { httpRouter, httpAuth, metrics, refusals } = options;
  const { config, pipelines, mirrors } = options.services;
  const secrets = config.announcers.flatMap(one =>
    one.kind === 'secret' ? [one] : [],
  );
  const door = new AnnounceDoor({
    known: {
      secrets,
      tokens: new TokenVerifier(config.oidc, { exchange, now: Date.now }),
    },
    pipelines: {
      get: entityRef => pipelines.get(entityRef),
      repositoryOf: file => mirrors.parseFileUrl(file)?.repository,
    },
    httpAuth,
    refusals,
    counter: countAnnouncements(metrics),
  });
  if (secrets.length > 0 || config.oidc.length > 0) {
    const { PATH } = AnnounceDoor;
    httpRouter.addAuthPolicy({ path: PATH, allow: 'unauthenticated' });
    httpRouter.use(door.router);
  }
  return door;
}
