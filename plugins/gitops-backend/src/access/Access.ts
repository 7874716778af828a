import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  type Action,
  gitopsEnvironmentPermissions,
  gitopsPipelineCreatePermission,
  gitopsPipelinePermissions,
  gitopsPipelineReadPermission,
  gitopsReleaseCreatePermission,
  type RESOURCE_TYPE_ENVIRONMENT,
  type RESOURCE_TYPE_PIPELINE,
} from '@backstage-gitops/plugin-gitops-common';
import type { Announcer } from '../announcers/settings';
import type { StoredPipeline } from '../pipelines/Declaration';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import { type RowFilter } from '../store/PipelineStore';
import {
  environmentResourceRef,
  type EnvironmentResource,
  pipelineResourceRef,
  type PipelineResource,
  whereCriteria,
} from './rules';

/** Whoever asks: a person or a service; anonymous callers never get this far. */
export type Caller = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

type PipelinePermission = ResourcePermission<typeof RESOURCE_TYPE_PIPELINE>;
type EnvironmentPermission = ResourcePermission<
  typeof RESOURCE_TYPE_ENVIRONMENT
>;

/** What a person must decide, and nobody on their behalf. */
const PEOPLE_ONLY: ReadonlySet<string> = new Set([
  'gitops.promotion.approve',
  'gitops.promotion.bypass',
  'gitops.promotion.merge',
  'gitops.release.reject',
  'gitops.environment.freeze',
  'gitops.environment.approve',
]);

/** Actions that pages offer. */
const OFFERED: ReadonlySet<string> = new Set<Action>([
  'release.create',
  'release.reject',
  'promotion.create',
  'promotion.approve',
  'promotion.bypass',
  'promotion.merge',
  'promotion.cancel',
  'environment.rollback',
  'environment.hold',
  'environment.freeze',
  'environment.reconcile',
  'environment.adopt',
  'environment.ignore',
  'environment.approve',
]);

function actionOf(permission: { name: string }): Action | undefined {
  const name = permission.name.replace(/^gitops\./, '');
  return OFFERED.has(name) ? (name as Action) : undefined;
}

function toResource(
  pipeline: StoredPipeline,
  environment: StoredEnvironment,
): EnvironmentResource {
  return {
    entityRef: pipeline.entityRef,
    owners: pipeline.owners,
    name: environment.name,
    tier: environment.tier,
    protected: environment.protected,
  };
}

/** The one place that decides who may do what; every door asks it. */
export class Access {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #announcers: Announcer[];
  readonly #bypass: 'on' | 'off';

  constructor(options: {
    permissions: PermissionsService;
    registry: PermissionsRegistryService;
    announcers: Announcer[];
    /** Off while permissions are switched off: then anyone could skip any gate. */
    bypass: 'on' | 'off';
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.registry;
    this.#announcers = options.announcers;
    this.#bypass = options.bypass;
  }

  /** @throws NotFoundError where the pipeline may not be seen: then its existence is a secret too. */
  async readPipeline(
    caller: Caller,
    pipeline: StoredPipeline | undefined,
    asked: string,
  ): Promise<StoredPipeline> {
    if (
      pipeline &&
      (await this.#allowsPipeline(
        caller,
        gitopsPipelineReadPermission,
        pipeline,
      ))
    ) {
      return pipeline;
    }
    throw new NotFoundError(`There is no pipeline of ${asked}.`);
  }

  /** @throws NotAllowedError naming the permission, or who must do it. */
  async authorizePipeline(
    caller: Caller,
    permission: PipelinePermission,
    pipeline: StoredPipeline,
  ): Promise<void> {
    this.#assertPrincipal(caller, permission, pipeline);
    if (!(await this.#allowsPipeline(caller, permission, pipeline))) {
      throw new NotAllowedError(
        `You lack the permission ${permission.name} on ${pipeline.entityRef}.`,
      );
    }
  }

  /** @throws NotAllowedError naming the permission, or who must do it. */
  async authorizeEnvironment(
    caller: Caller,
    permission: EnvironmentPermission,
    pipeline: StoredPipeline,
    environment: StoredEnvironment,
  ): Promise<void> {
    this.#assertPrincipal(caller, permission, pipeline);
    const [decision] = await this.#decide(caller, [permission]);
    if (!this.#allowsOn(decision, toResource(pipeline, environment))) {
      throw new NotAllowedError(
        `You lack the permission ${permission.name} on ${environment.name} of ${pipeline.entityRef}.`,
      );
    }
    if (
      permission.name === 'gitops.promotion.bypass' &&
      this.#bypass === 'off'
    ) {
      throw new NotAllowedError(
        'Gates cannot be bypassed while permissions are switched off: set permission.enabled.',
      );
    }
  }

  /**
   * May a pipeline be added? Asked before anything is looked up: the answer is the same for every entity.
   *
   * @returns the person who asks.
   * @throws NotAllowedError naming the permission, or for a service.
   */
  async authorizeCreation(caller: Caller): Promise<string> {
    const person = this.userOf(caller);
    const permission = gitopsPipelineCreatePermission;
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials: caller,
    });
    if (decision.result === AuthorizeResult.ALLOW) return person;
    throw new NotAllowedError(
      `You lack the permission ${permission.name}, which adding a pipeline takes.`,
    );
  }

  /**
   * The person who asks.
   *
   * @param presence - whether an agent may ask on their behalf.
   * @throws NotAllowedError for a service, or for an agent where the person themselves must ask.
   */
  userOf(
    { principal }: Caller,
    presence: 'themselves' | 'orOnBehalf' = 'orOnBehalf',
  ): string {
    if (principal.type !== 'user') {
      throw new NotAllowedError(
        `${principal.subject} is a service; only people do this.`,
      );
    }
    if (principal.actor && presence === 'themselves') {
      throw new NotAllowedError(
        `${principal.actor.subject} acts on behalf of ${principal.userEntityRef}; this takes the person themselves.`,
      );
    }
    return principal.userEntityRef;
  }

  /** Whoever asks, for the record. */
  nameOf(caller: Caller): string {
    return caller.principal.type === 'user'
      ? caller.principal.userEntityRef
      : caller.principal.subject;
  }

  /** Which rows a list may show; undefined where none. */
  async rowsToRead(caller: Caller): Promise<RowFilter | undefined> {
    const [decision] = await this.#decide(caller, [
      gitopsPipelineReadPermission,
    ]);
    if (decision.result === AuthorizeResult.ALLOW) return query => query;
    if (decision.result !== AuthorizeResult.CONDITIONAL) return undefined;
    const criteria = createConditionTransformer(
      this.#registry.getPermissionRuleset(pipelineResourceRef),
    )(decision.conditions);
    return query => whereCriteria(query, criteria);
  }

  /** What the caller may do, on the pipeline and on each of its environments. */
  async offer(
    caller: Caller,
    pipeline: StoredPipeline,
    environments: StoredEnvironment[],
  ): Promise<{ pipeline: Action[]; environments: Map<string, Action[]> }> {
    const onPipeline = await this.#decide(caller, gitopsPipelinePermissions);
    const onEnvironment = await this.#decide(
      caller,
      gitopsEnvironmentPermissions,
    );
    const may = (permission: PipelinePermission | EnvironmentPermission) => {
      try {
        this.#assertPrincipal(caller, permission, pipeline);
        return true;
      } catch {
        return false;
      }
    };
    const offered = (
      permissions: Array<PipelinePermission | EnvironmentPermission>,
      isAllowed: (index: number) => boolean,
    ) =>
      permissions.flatMap((permission, index) => {
        const action = actionOf(permission);
        return action && may(permission) && isAllowed(index) ? [action] : [];
      });
    return {
      pipeline: offered(gitopsPipelinePermissions, index =>
        this.#allowsIn(onPipeline[index], pipeline),
      ),
      environments: new Map(
        environments.map(environment => [
          environment.name,
          offered(gitopsEnvironmentPermissions, index =>
            this.#allowsOn(
              onEnvironment[index],
              toResource(pipeline, environment),
            ),
          ).filter(
            action => action !== 'promotion.bypass' || this.#bypass === 'on',
          ),
        ]),
      ),
    };
  }

  /**
   * What the policy lets the person behind a caller do on environments, decided once for all of them. It tells what may
   * wait for that person; whether this caller may do it, for themselves or as an agent, is decided when it is done.
   */
  async permitted(
    caller: Caller,
  ): Promise<(environment: EnvironmentResource) => ReadonlySet<Action>> {
    const decisions = await this.#decide(caller, gitopsEnvironmentPermissions);
    return environment =>
      new Set(
        gitopsEnvironmentPermissions.flatMap((permission, index) => {
          const action = actionOf(permission);
          return action && this.#allowsOn(decisions[index], environment)
            ? [action]
            : [];
        }),
      );
  }

  /** Who may do this at all, before any policy is asked. */
  #assertPrincipal(
    { principal }: Caller,
    permission: { name: string },
    pipeline: StoredPipeline,
  ): void {
    if (permission.name === gitopsPipelineReadPermission.name) return;
    if (principal.type === 'user') {
      if (principal.actor && PEOPLE_ONLY.has(permission.name)) {
        throw new NotAllowedError(
          `${principal.actor.subject} acts on behalf of ${principal.userEntityRef}; ${permission.name} takes the person themselves.`,
        );
      }
      return;
    }
    const announces =
      permission.name === gitopsReleaseCreatePermission.name &&
      this.#announcers.some(
        one =>
          one.kind === 'service' &&
          one.subject === principal.subject &&
          one.pipelines.includes(pipeline.entityRef),
      );
    if (!announces) {
      throw new NotAllowedError(
        permission.name === gitopsReleaseCreatePermission.name
          ? `${principal.subject} may not announce releases of ${pipeline.entityRef}: it is not listed for it below gitops.announcers.`
          : `${principal.subject} is a service; ${permission.name} takes a person.`,
      );
    }
  }

  async #decide(
    caller: Caller,
    permissions: Array<PipelinePermission | EnvironmentPermission>,
  ): Promise<PolicyDecision[]> {
    return this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials: caller },
    );
  }

  async #allowsPipeline(
    caller: Caller,
    permission: PipelinePermission,
    pipeline: StoredPipeline,
  ): Promise<boolean> {
    const [decision] = await this.#decide(caller, [permission]);
    return this.#allowsIn(decision, pipeline);
  }

  #allowsIn(decision: PolicyDecision, pipeline: PipelineResource): boolean {
    return createConditionAuthorizer(
      this.#registry.getPermissionRuleset(pipelineResourceRef),
    )(decision, pipeline);
  }

  #allowsOn(decision: PolicyDecision, environment: EnvironmentResource) {
    return createConditionAuthorizer(
      this.#registry.getPermissionRuleset(environmentResourceRef),
    )(decision, environment);
  }
}
