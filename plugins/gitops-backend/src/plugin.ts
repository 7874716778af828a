import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  type Engine,
  type GitHost,
  gitopsEnginesExtensionPoint,
  gitopsGitHostsExtensionPoint,
} from '@backstage-gitops/plugin-gitops-node';
import { Access } from './access/Access';
import { People } from './access/People';
import { registerPermissions } from './access/registerPermissions';
import { openAnnounceDoor } from './announcers/openAnnounceDoor';
import { AdoptionDesk } from './adoptions/AdoptionDesk';
import { createRouter } from './api/router';
import { readGitOpsConfig } from './config';
import { CreationDesk } from './creations/CreationDesk';
import { Decisions } from './decisions/Decisions';
import { assertGitVersion } from './git/git';
import { Mirrors } from './git/Mirrors';
import { openCommitWriter } from './git/openCommitWriter';
import { Lookout } from './environments/Lookout';
import { HistoryStore } from './history/HistoryStore';
import { HostReader } from './hosts/HostReader';
import { PipelineLoader } from './pipelines/PipelineLoader';
import { PolicyDesk } from './pipelines/policy/PolicyDesk';
import { PromotionDesk } from './promotions/PromotionDesk';
import { type Services } from './promotions/services';
import { Worker } from './promotions/Worker';
import { Reconciler } from './reconciliation/Reconciler';
import { ReleaseNotesReader } from './pullRequests/ReleaseNotes';
import { RenderedDifferences } from './pullRequests/RenderedDifferences';
import { Renderer } from './rendering/Renderer';
import { Rollbacks } from './rollbacks/Rollbacks';
import { Refusals } from './network/Refusals';
import { openDatabase } from './store/database';
import { BranchStore } from './store/BranchStore';
import { ClusterLeases } from './store/ClusterLeases';
import { CandidateStore } from './store/CandidateStore';
import { DecisionStore } from './store/DecisionStore';
import { EnvironmentStore } from './store/EnvironmentStore';
import { HttpAnswerStore } from './store/HttpAnswerStore';
import { NewsStore } from './store/NewsStore';
import { Outbox } from './store/Outbox';
import { PipelineStore } from './store/PipelineStore';
import { PromotionStore } from './store/PromotionStore';
import { ReconciliationStore } from './store/ReconciliationStore';
import { ReleaseStore } from './store/ReleaseStore';
import { RevertStore } from './store/RevertStore';
import { SoakStore } from './store/SoakStore';
import { WaitingStore } from './store/WaitingStore';
import { ViolationStore } from './store/ViolationStore';
import { WatchStore } from './store/WatchStore';
import { pollReleases } from './triggers/polling/pollReleases';
import { startTriggers } from './triggers/startTriggers';
import { PipelineViews } from './views/PipelineViews';
import { WaitingViews } from './views/WaitingViews';

/**
 * The backend of GitOps for Backstage.
 *
 * @public
 */
export const gitopsPlugin = createBackendPlugin({
  pluginId: 'gitops',
  register(env) {
    const hosts: GitHost[] = [];
    env.registerExtensionPoint(gitopsGitHostsExtensionPoint, {
      addHost: host => hosts.push(host),
    });
    const engines: Engine[] = [];
    env.registerExtensionPoint(gitopsEnginesExtensionPoint, {
      addEngine: engine => engines.push(engine),
    });
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        registry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init({ auth, catalog, logger, rootConfig, ...deps }) {
        const config = readGitOpsConfig(rootConfig);
        logger.info(`Using ${await assertGitVersion()}`);
        const bypass = rootConfig.getOptionalBoolean('permission.enabled')
          ? 'on'
          : 'off';
        if (bypass === 'off') {
          logger.warn(
            'Permissions are switched off: everyone who is signed in may do everything here, so gates cannot be bypassed. Set permission.enabled.',
          );
        }
        const database = await openDatabase(deps.database);
        const mirrors = Mirrors.create({
          hosts,
          directory: config.git.directory,
        });
        const { commits, close } = await openCommitWriter({
          ...config.git,
          hosts,
          logger,
        });
        const renderer = await Renderer.create(config.rendering);
        const environments = new EnvironmentStore(database);
        const news = new NewsStore(database);
        const promotions = new PromotionStore(database);
        const services: Services = {
          config,
          logger,
          mirrors,
          commits,
          hostReader: new HostReader({
            news,
            promotions,
            poll: config.git.poll,
          }),
          people: new People({ auth, catalog }),
          renderer,
          renderedDifferences: new RenderedDifferences({ renderer, logger }),
          releaseNotes: new ReleaseNotesReader({ mirrors, logger }),
          decisions: new Decisions({
            mirrors,
            commits,
            store: new DecisionStore(database),
            config,
            onChange: repository => environments.wake({ repository }),
          }),
          pipelines: new PipelineStore(database),
          environments,
          branches: new BranchStore(database),
          news,
          releases: new ReleaseStore(database),
          candidates: new CandidateStore(database),
          soaks: new SoakStore(database),
          httpAnswers: new HttpAnswerStore(database),
          promotions,
          reconciliations: new ReconciliationStore(database),
          watches: new WatchStore(database),
          violations: new ViolationStore(database),
          reverts: new RevertStore(database),
          history: new HistoryStore(database),
          outbox: new Outbox(database),
        };
        registerPermissions({
          registry: deps.registry,
          pipelines: services.pipelines,
          environments: services.environments,
        });
        const access = new Access({
          permissions: deps.permissions,
          registry: deps.registry,
          announcers: config.announcers,
          bypass,
        });
        const worker = Worker.start({
          services,
          signals: deps.signals,
          notifications: deps.notifications,
          lifecycle: deps.lifecycle,
        });
        // Passes under way still commit.
        deps.lifecycle.addShutdownHook(() => worker.stop().then(close));
        const lookout = Lookout.start({ services, lifecycle: deps.lifecycle });
        const reconciler = Reconciler.start({
          services,
          leases: new ClusterLeases(database),
          engines,
          lifecycle: deps.lifecycle,
          announce: entityRef => worker.announce(entityRef),
        });
        const loader = new PipelineLoader({ auth, catalog, services });
        const lookForPipelines = async () => {
          const { changed } = await loader.load();
          for (const entityRef of changed) await worker.announce(entityRef);
        };
        await deps.scheduler.scheduleTask({
          id: 'gitops-pipelines',
          scope: 'local',
          frequency: { milliseconds: config.git.catalog },
          timeout: { minutes: 5 },
          fn: lookForPipelines,
        });
        const refusals = new Refusals({ now: Date.now });
        deps.httpRouter.addAuthPolicy({
          path: '/webhooks',
          allow: 'unauthenticated',
        });
        const pollers = pollReleases({
          services,
          lifecycle: deps.lifecycle,
          changed: entityRef => worker.announce(entityRef),
        });
        deps.httpRouter.use(
          await startTriggers({
            services,
            database,
            events: deps.events,
            metrics: deps.metrics,
            lifecycle: deps.lifecycle,
            lookout,
            lookForPipelines,
            ...pollers,
            refusals,
          }),
        );
        const announceDoor = openAnnounceDoor({
          services,
          httpRouter: deps.httpRouter,
          httpAuth: deps.httpAuth,
          metrics: deps.metrics,
          refusals,
        });
        deps.httpRouter.use(
          await createRouter({
            httpAuth: deps.httpAuth,
            access,
            announceDoor,
            services,
            desk: new PromotionDesk(services),
            rollbacks: new Rollbacks(services),
            adoptions: new AdoptionDesk({ services, engines }),
            creations: new CreationDesk({
              services,
              catalog,
              apiUrl: await deps.discovery.getExternalBaseUrl('gitops'),
            }),
            policies: new PolicyDesk({ services, loader }),
            views: new PipelineViews({ services, access }),
            waiting: new WaitingViews({
              ...services,
              access,
              store: new WaitingStore(database),
            }),
            announce: entityRef => worker.announce(entityRef),
            lookAgain: () => reconciler.wake(),
          }),
        );
      },
    });
  },
});
