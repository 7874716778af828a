import {
  createPermission,
  type Permission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/** The type of resource that pipeline permissions are decided on; references are entity references. @public */
export const RESOURCE_TYPE_PIPELINE = 'gitops-pipeline';

/** The type of resource that environment permissions are decided on; references are `<entity reference>/<name>`. @public */
export const RESOURCE_TYPE_ENVIRONMENT = 'gitops-environment';

/**
 * See anything of this plugin at all. The only permission that extensions and actions name in `if` and
 * `visibilityPermission`, because those break where a permission is decided conditionally.
 *
 * @public
 */
export const gitopsViewPermission = createPermission({
  name: 'gitops.view',
  attributes: { action: 'read' },
});

/** Add a pipeline to an entity. @public */
export const gitopsPipelineCreatePermission = createPermission({
  name: 'gitops.pipeline.create',
  attributes: { action: 'create' },
});

/** A permission decided on a pipeline. @public */
export type PipelinePermission = ResourcePermission<
  typeof RESOURCE_TYPE_PIPELINE
>;
/** A permission decided on an environment. @public */
export type EnvironmentPermission = ResourcePermission<
  typeof RESOURCE_TYPE_ENVIRONMENT
>;

function pipelinePermission(
  name: string,
  action: 'create' | 'read' | 'update',
): PipelinePermission {
  return createPermission({
    name: `gitops.${name}`,
    attributes: { action },
    resourceType: RESOURCE_TYPE_PIPELINE,
  });
}

function environmentPermission(
  name: string,
  action: 'create' | 'update',
): EnvironmentPermission {
  return createPermission({
    name: `gitops.${name}`,
    attributes: { action },
    resourceType: RESOURCE_TYPE_ENVIRONMENT,
  });
}

/** Read a pipeline, its releases, promotions and history. @public */
export const gitopsPipelineReadPermission = pipelinePermission(
  'pipeline.read',
  'read',
);
/** Announce a release. @public */
export const gitopsReleaseCreatePermission = pipelinePermission(
  'release.create',
  'create',
);
/** Mark a release bad, and clear that. @public */
export const gitopsReleaseRejectPermission = pipelinePermission(
  'release.reject',
  'update',
);
/** Request a promotion into an environment. @public */
export const gitopsPromotionCreatePermission = environmentPermission(
  'promotion.create',
  'create',
);
/** Approve a promotion or rollback. @public */
export const gitopsPromotionApprovePermission = environmentPermission(
  'promotion.approve',
  'update',
);
/** Skip a gate, with a reason. @public */
export const gitopsPromotionBypassPermission = environmentPermission(
  'promotion.bypass',
  'update',
);
/** Merge a promotion whose gates pass. @public */
export const gitopsPromotionMergePermission = environmentPermission(
  'promotion.merge',
  'update',
);
/** Close a promotion without deploying it. @public */
export const gitopsPromotionCancelPermission = environmentPermission(
  'promotion.cancel',
  'update',
);
/** Accept an edit that weakens a protected environment's policy. @public */
export const gitopsEnvironmentApprovePermission = environmentPermission(
  'environment.approve',
  'update',
);
/** Restore an environment's earlier content. @public */
export const gitopsEnvironmentRollbackPermission = environmentPermission(
  'environment.rollback',
  'create',
);
/** Ask an environment's engine to refresh, sync or revert. @public */
export const gitopsEnvironmentReconcilePermission = environmentPermission(
  'environment.reconcile',
  'update',
);
/** Pause and resume automation. @public */
export const gitopsEnvironmentHoldPermission = environmentPermission(
  'environment.hold',
  'update',
);
/** Stop everything, and lift that. @public */
export const gitopsEnvironmentFreezePermission = environmentPermission(
  'environment.freeze',
  'update',
);
/** Bring a live change into Git. @public */
export const gitopsEnvironmentAdoptPermission = environmentPermission(
  'environment.adopt',
  'create',
);
/** Propose an ignore rule. @public */
export const gitopsEnvironmentIgnorePermission = environmentPermission(
  'environment.ignore',
  'create',
);

/** Every permission decided on a pipeline. @public */
export const gitopsPipelinePermissions: PipelinePermission[] = [
  gitopsPipelineReadPermission,
  gitopsReleaseCreatePermission,
  gitopsReleaseRejectPermission,
];

/** Every permission decided on an environment. @public */
export const gitopsEnvironmentPermissions: EnvironmentPermission[] = [
  gitopsPromotionCreatePermission,
  gitopsPromotionApprovePermission,
  gitopsPromotionBypassPermission,
  gitopsPromotionMergePermission,
  gitopsPromotionCancelPermission,
  gitopsEnvironmentApprovePermission,
  gitopsEnvironmentRollbackPermission,
  gitopsEnvironmentReconcilePermission,
  gitopsEnvironmentHoldPermission,
  gitopsEnvironmentFreezePermission,
  gitopsEnvironmentAdoptPermission,
  gitopsEnvironmentIgnorePermission,
];

/** Every permission of this plugin. @public */
export const gitopsPermissions: Permission[] = [
  gitopsViewPermission,
  gitopsPipelineCreatePermission,
  ...gitopsPipelinePermissions,
  ...gitopsEnvironmentPermissions,
];
