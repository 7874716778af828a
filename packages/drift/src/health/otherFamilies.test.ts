import { type JsonObject } from '../json';
import { assessHealth } from './assessHealth';
import { type Health } from './Health';

type Row = [
  kind: string,
  what: string,
  health: Health,
  status: JsonObject,
  spec?: JsonObject,
];

/** `Ready=False(Creating: a message)`, separated by semicolons. */
function conditions(text: string): JsonObject {
  return {
    conditions: text.split(';').map(entry => {
      const [, type, status, reason = '', message = ''] =
        /^(\S+?)=(\w+)(?:\(([^:)]*)(?::\s*(.*))?\))?$/.exec(entry.trim()) ?? [];
      return { type, status, reason, message };
    }),
  };
}

/** States as the documentation of each project shows them. */
const ROWS: Row[] = [
  [
    'keda.sh/v1alpha1/ScaledObject',
    'scaled to zero',
    'Healthy',
    conditions(
      'Ready=True(ScaledObjectReady);Active=False(ScalerNotActive);Fallback=False(NoFallbackFound);Paused=Unknown',
    ),
  ],
  [
    'keda.sh/v1alpha1/ScaledObject',
    'paused',
    'Suspended',
    conditions(
      'Ready=True(ScaledObjectReady);Active=True(ScalerActive);Paused=True(ScaledObjectPaused)',
    ),
  ],
  [
    'keda.sh/v1alpha1/ScaledObject',
    'without its target',
    'Degraded',
    conditions(
      'Ready=False(ScaledObjectCheckFailed: scale target is missing);Active=Unknown',
    ),
  ],
  [
    'kafka.strimzi.io/v1beta2/Kafka',
    'ready with a warning',
    'Healthy',
    conditions('Warning=True(DeprecatedFields);Ready=True'),
  ],
  [
    'kafka.strimzi.io/v1beta2/Kafka',
    'being made',
    'Progressing',
    conditions('NotReady=True(Creating: Kafka cluster is being deployed)'),
  ],
  [
    'kafka.strimzi.io/v1beta2/KafkaTopic',
    'failed',
    'Degraded',
    conditions('NotReady=True(KafkaError: not authorized)'),
  ],
  [
    'kafka.strimzi.io/v1beta2/Kafka',
    'paused',
    'Suspended',
    conditions('ReconciliationPaused=True'),
  ],
  [
    'bitnami.com/v1alpha1/SealedSecret',
    'unsealed',
    'Healthy',
    { observedGeneration: 1, ...conditions('Synced=True') },
  ],
  [
    'bitnami.com/v1alpha1/SealedSecret',
    'sealed for another key',
    'Degraded',
    conditions('Synced=False(: no key could decrypt secret)'),
  ],
  [
    'datadoghq.com/v1alpha1/DatadogMetric',
    'in use',
    'Healthy',
    conditions('Active=True;Valid=True;Updated=True;Error=False'),
  ],
  [
    'datadoghq.com/v1alpha1/DatadogMetric',
    'with a bad query',
    'Degraded',
    conditions(
      'Active=True;Valid=False;Updated=True;Error=True(Unable to fetch data)',
    ),
  ],
  [
    'cdi.kubevirt.io/v1beta1/DataVolume',
    'imported',
    'Healthy',
    {
      phase: 'Succeeded',
      ...conditions('Bound=True(Bound);Ready=True;Running=False(Completed)'),
    },
  ],
  [
    'cdi.kubevirt.io/v1beta1/DataVolume',
    'importing',
    'Progressing',
    {
      phase: 'ImportInProgress',
      ...conditions(
        'Bound=False(Pending);Ready=False(TransferRunning);Running=True(Pod is running)',
      ),
    },
  ],
  [
    'cdi.kubevirt.io/v1beta1/DataVolume',
    'that failed',
    'Degraded',
    {
      phase: 'Failed',
      ...conditions('Bound=False;Ready=False(Error);Running=False(Error)'),
    },
  ],
  [
    'cdi.kubevirt.io/v1beta1/DataVolume',
    'paused',
    'Suspended',
    { phase: 'Paused' },
  ],
  [
    'hive.openshift.io/v1/ClusterDeployment',
    'running',
    'Healthy',
    conditions(
      'ClusterInstallCompleted=True(InstallAttemptsLimit);Ready=True(Running: Cluster is running);Hibernating=False(ResumingOrRunning);Provisioned=True(Provisioned);ProvisionFailed=False(ProvisionNotFailed);DNSNotReady=False(DNSReady);ProvisionStopped=False(ProvisionNotStopped)',
    ),
  ],
  [
    'hive.openshift.io/v1/ClusterDeployment',
    'new',
    'Progressing',
    conditions(
      'Ready=Unknown(Initialized);Provisioned=Unknown(Initialized);ProvisionFailed=Unknown(Initialized)',
    ),
  ],
  [
    'work.karmada.io/v1alpha2/ResourceBinding',
    'applied',
    'Healthy',
    conditions(
      'Scheduled=True(Success);FullyApplied=True(FullyAppliedSuccess)',
    ),
  ],
  [
    'work.karmada.io/v1alpha2/ResourceBinding',
    'that no cluster fits, like a pod',
    'Progressing',
    conditions('Scheduled=False(NoClusterFit: 0/3 clusters are available)'),
  ],
  [
    'rabbitmq.com/v1beta1/RabbitmqCluster',
    'ready',
    'Healthy',
    conditions(
      'AllReplicasReady=True(AllPodsAreReady);ClusterAvailable=True(AtLeastOneEndpointAvailable);NoWarnings=True(NoWarnings);ReconcileSuccess=True(Success)',
    ),
  ],
  [
    'rabbitmq.com/v1beta1/RabbitmqCluster',
    'starting',
    'Progressing',
    conditions(
      'AllReplicasReady=False(NotAllPodsReady);ClusterAvailable=False(NoEndpointsAvailable);NoWarnings=True(NoWarnings);ReconcileSuccess=True(Success)',
    ),
  ],
  [
    'rabbitmq.com/v1beta1/RabbitmqCluster',
    'that cannot be reconciled',
    'Degraded',
    conditions(
      'AllReplicasReady=True(AllPodsAreReady);ReconcileSuccess=False(Error: failed to create StatefulSet)',
    ),
  ],
  [
    'ray.io/v1/RayCluster',
    'ready',
    'Healthy',
    {
      state: 'ready',
      ...conditions(
        'HeadPodReady=True(HeadPodRunningAndReady);RayClusterProvisioned=True(AllPodRunningAndReadyFirstTime);RayClusterSuspended=False(RayClusterSuspended)',
      ),
    },
  ],
  [
    'ray.io/v1/RayJob',
    'running',
    'Progressing',
    { jobDeploymentStatus: 'Running', jobStatus: 'RUNNING' },
  ],
  [
    'ray.io/v1/RayJob',
    'done',
    'Healthy',
    { jobDeploymentStatus: 'Complete', jobStatus: 'SUCCEEDED' },
  ],
  [
    'sparkoperator.k8s.io/v1beta2/SparkApplication',
    'running',
    'Healthy',
    {
      applicationState: { state: 'RUNNING' },
      executorState: { 'a-1': 'RUNNING' },
    },
  ],
  [
    'sparkoperator.k8s.io/v1beta2/SparkApplication',
    'that could not be submitted',
    'Degraded',
    {
      applicationState: {
        state: 'SUBMISSION_FAILED',
        errorMessage: 'no such image',
      },
    },
  ],
  [
    'sparkoperator.k8s.io/v1beta2/SparkApplication',
    'to run again',
    'Progressing',
    { applicationState: { state: 'PENDING_RERUN' } },
  ],
  [
    'flink.apache.org/v1beta1/FlinkDeployment',
    'stable',
    'Healthy',
    {
      lifecycleState: 'STABLE',
      jobManagerDeploymentStatus: 'READY',
      jobStatus: { state: 'RUNNING' },
    },
  ],
  [
    'flink.apache.org/v1beta1/FlinkDeployment',
    'deploying',
    'Progressing',
    {
      lifecycleState: 'CREATED',
      jobManagerDeploymentStatus: 'DEPLOYED_NOT_READY',
    },
  ],
  [
    'networking.gke.io/v1/ManagedCertificate',
    'provisioning',
    'Progressing',
    { certificateStatus: 'Provisioning' },
  ],
  [
    'networking.gke.io/v1/ManagedCertificate',
    'not visible',
    'Degraded',
    { certificateStatus: 'ProvisioningFailed' },
  ],
  [
    'storage.cnrm.cloud.google.com/v1beta1/StorageBucket',
    'up to date',
    'Healthy',
    conditions('Ready=True(UpToDate)'),
  ],
  [
    'storage.cnrm.cloud.google.com/v1beta1/StorageBucket',
    'waiting for another',
    'Progressing',
    conditions(
      'Ready=False(DependencyNotReady: reference Project is not ready)',
    ),
  ],
  [
    'storage.cnrm.cloud.google.com/v1beta1/StorageBucket',
    'in conflict',
    'Degraded',
    conditions('Ready=False(ManagementConflict)'),
  ],
  [
    's3.services.k8s.aws/v1alpha1/Bucket',
    'synced',
    'Healthy',
    conditions('ACK.ResourceSynced=True'),
  ],
  [
    's3.services.k8s.aws/v1alpha1/Bucket',
    'that cannot be',
    'Degraded',
    conditions(
      'ACK.ResourceSynced=False;ACK.Terminal=True(: InvalidBucketName)',
    ),
  ],
  [
    's3.services.k8s.aws/v1alpha1/Bucket',
    'to be retried',
    'Degraded',
    conditions('ACK.ResourceSynced=False;ACK.Recoverable=True(: AccessDenied)'),
  ],
  [
    'rds.services.k8s.aws/v1alpha1/DBInstance',
    'being made',
    'Progressing',
    { dbInstanceStatus: 'creating', ...conditions('ACK.ResourceSynced=False') },
  ],
  [
    'gateway.networking.k8s.io/v1/Gateway',
    'programmed',
    'Healthy',
    {
      ...conditions('Accepted=True(Accepted);Programmed=True(Programmed)'),
      listeners: [
        {
          name: 'a',
          ...conditions(
            'Accepted=True(Accepted);Conflicted=False(NoConflicts);Programmed=True(Programmed);ResolvedRefs=True(ResolvedRefs)',
          ),
        },
      ],
    },
  ],
  [
    'gateway.networking.k8s.io/v1/Gateway',
    'without an address',
    'Progressing',
    conditions('Accepted=True(Accepted);Programmed=False(AddressNotAssigned)'),
  ],
  [
    'gateway.networking.k8s.io/v1/Gateway',
    'with a bad certificate',
    'Degraded',
    {
      ...conditions('Accepted=True(Accepted);Programmed=True(Programmed)'),
      listeners: [
        {
          name: 'a',
          ...conditions('ResolvedRefs=False(InvalidCertificateRef)'),
        },
      ],
    },
  ],
  [
    'gateway.networking.k8s.io/v1/HTTPRoute',
    'without its backend',
    'Degraded',
    {
      parents: [
        conditions(
          'Accepted=True(Accepted);ResolvedRefs=False(BackendNotFound)',
        ),
      ],
    },
  ],
  [
    'trust.cert-manager.io/v1alpha1/Bundle',
    'synced',
    'Healthy',
    conditions('Synced=True(Synced)'),
  ],
  [
    'postgres-operator.crunchydata.com/v1beta1/PostgresCluster',
    'ready',
    'Healthy',
    conditions(
      'PGBackRestReplicaRepoReady=True(RepoReady);PGBackRestRepoHostReady=True(RepoHostReady);ProxyAvailable=True',
    ),
  ],
  [
    'pxc.percona.com/v1/PerconaXtraDBCluster',
    'ready after all',
    'Healthy',
    {
      state: 'ready',
      ...conditions('initializing=True;error=True(ErrorReconcile);ready=True'),
    },
  ],
  [
    'psmdb.percona.com/v1/PerconaServerMongoDB',
    'starting',
    'Progressing',
    { state: 'initializing', ...conditions('sharding=True;initializing=True') },
  ],
  [
    'mongodbcommunity.mongodb.com/v1/MongoDBCommunity',
    'running',
    'Healthy',
    { phase: 'Running', currentStatefulSetReplicas: 3 },
  ],
  [
    'atlas.mongodb.com/v1/AtlasDeployment',
    'ready',
    'Healthy',
    conditions('ValidationSucceeded=True;DeploymentReady=True;Ready=True'),
  ],
  [
    'ceph.rook.io/v1/CephCluster',
    'in danger',
    'Degraded',
    {
      phase: 'Ready',
      state: 'Created',
      ceph: { health: 'HEALTH_ERR' },
      ...conditions('Ready=True(ClusterCreated)'),
    },
  ],
  [
    'ceph.rook.io/v1/CephCluster',
    'created',
    'Healthy',
    {
      phase: 'Ready',
      state: 'Created',
      ceph: { health: 'HEALTH_OK' },
      ...conditions(
        'Progressing=True(ClusterCreating);Ready=True(ClusterCreated)',
      ),
    },
  ],
  [
    'velero.io/v1/Backup',
    'that failed in part',
    'Degraded',
    { phase: 'PartiallyFailed' },
  ],
  [
    'velero.io/v1/BackupStorageLocation',
    'that is there',
    'Healthy',
    { phase: 'Available' },
  ],
  [
    'snapshot.storage.k8s.io/v1/VolumeSnapshot',
    'ready',
    'Healthy',
    { readyToUse: true },
  ],
  [
    'snapshot.storage.k8s.io/v1/VolumeSnapshot',
    'that failed',
    'Degraded',
    { readyToUse: false, error: { message: 'no such class' } },
  ],
  [
    'tekton.dev/v1/PipelineRun',
    'running',
    'Progressing',
    conditions('Succeeded=Unknown(Running)'),
  ],
  [
    'tekton.dev/v1/TaskRun',
    'that failed',
    'Degraded',
    conditions('Succeeded=False(TaskRunImagePullFailed)'),
  ],
  [
    'kueue.x-k8s.io/v1beta1/ClusterQueue',
    'active',
    'Healthy',
    conditions('Active=True(Ready)'),
  ],
  [
    'policy.open-cluster-management.io/v1/Policy',
    'broken',
    'Degraded',
    { compliant: 'NonCompliant' },
  ],
  [
    'policy.open-cluster-management.io/v1/Policy',
    'kept',
    'Healthy',
    { compliant: 'Compliant' },
  ],
  [
    'apps.kruise.io/v1alpha1/CloneSet',
    'held at its partition',
    'Suspended',
    {
      observedGeneration: 1,
      replicas: 5,
      readyReplicas: 5,
      updatedReplicas: 3,
    },
    { replicas: 5, updateStrategy: { partition: 2 } },
  ],
  [
    'apps.kruise.io/v1alpha1/DaemonSet',
    'rolling out',
    'Progressing',
    {
      desiredNumberScheduled: 3,
      updatedNumberScheduled: 2,
      numberAvailable: 3,
    },
  ],
  [
    'apps.kruise.io/v1alpha1/DaemonSet',
    'done',
    'Healthy',
    {
      desiredNumberScheduled: 3,
      updatedNumberScheduled: 3,
      numberAvailable: 3,
    },
  ],
  [
    'machineconfiguration.openshift.io/v1/MachineConfigPool',
    'updated',
    'Healthy',
    conditions(
      'Updated=True;Updating=False;Degraded=False;NodeDegraded=False;RenderDegraded=False',
    ),
  ],
  [
    'machineconfiguration.openshift.io/v1/MachineConfigPool',
    'updating',
    'Progressing',
    conditions(
      'Updated=False;Updating=True(: All nodes are updating);Degraded=False',
    ),
  ],
  [
    'operators.coreos.com/v1alpha1/ClusterServiceVersion',
    'installing',
    'Progressing',
    {
      phase: 'Installing',
      reason: 'InstallWaiting',
      conditions: [{ phase: 'Pending', reason: 'RequirementsUnknown' }],
    },
  ],
  [
    'operators.coreos.com/v1alpha1/ClusterServiceVersion',
    'installed',
    'Healthy',
    {
      phase: 'Succeeded',
      reason: 'InstallSucceeded',
      conditions: [
        { phase: 'Failed', reason: 'ComponentUnhealthy' },
        { phase: 'Succeeded', reason: 'InstallSucceeded' },
      ],
    },
  ],
  [
    'operators.coreos.com/v1alpha1/CatalogSource',
    'that cannot be reached',
    'Degraded',
    { connectionState: { lastObservedState: 'TRANSIENT_FAILURE' } },
  ],
  [
    'projectcontour.io/v1/HTTPProxy',
    'invalid',
    'Degraded',
    {
      currentStatus: 'invalid',
      description: 'no such service',
      ...conditions('Valid=False(ErrorPresent)'),
    },
  ],
  [
    'install.istio.io/v1alpha1/IstioOperator',
    'healthy',
    'Healthy',
    { status: 'HEALTHY', componentStatus: { Pilot: { status: 'HEALTHY' } } },
  ],
  [
    'secrets.hashicorp.com/v1beta1/VaultAuth',
    'valid',
    'Healthy',
    { valid: true, error: '' },
  ],
  [
    'secrets.hashicorp.com/v1beta1/VaultConnection',
    'invalid',
    'Degraded',
    { valid: false, error: 'connection refused' },
  ],
  [
    'kibana.k8s.elastic.co/v1/Kibana',
    'red',
    'Degraded',
    { health: 'red', availableNodes: 0 },
  ],
  [
    'agent.k8s.elastic.co/v1alpha1/Agent',
    'starting',
    'Progressing',
    { health: 'green', availableNodes: 1, expectedNodes: 2 },
  ],
  [
    'karpenter.sh/v1/NodeClaim',
    'in use',
    'Healthy',
    conditions(
      'Ready=True(Ready);Launched=True(Launched);Registered=True(Registered);Initialized=True(Initialized);Consolidatable=True(Consolidatable);Drifted=True(NodePoolDrifted)',
    ),
  ],
  [
    'karpenter.sh/v1/NodeClaim',
    'starting',
    'Progressing',
    conditions(
      'Launched=True(Launched);Registered=Unknown(NodeNotFound);Initialized=Unknown(NodeNotFound);Ready=Unknown(ReconcilingDependents)',
    ),
  ],
  [
    'cassandra.datastax.com/v1beta1/CassandraDatacenter',
    'ready',
    'Healthy',
    {
      cassandraOperatorProgress: 'Ready',
      ...conditions(
        'Healthy=True;Stopped=False;ReplacingNodes=False;Updating=False;RollingRestart=False;Resuming=False;ScalingDown=False;Valid=True;Initialized=True;Ready=True',
      ),
    },
  ],
  [
    'cassandra.datastax.com/v1beta1/CassandraDatacenter',
    'scaling',
    'Progressing',
    conditions('Healthy=True;ScalingUp=True;Valid=True;Ready=True'),
  ],
  [
    'cassandra.datastax.com/v1beta1/CassandraDatacenter',
    'stopped',
    'Suspended',
    conditions('Healthy=False;Stopped=True;Valid=True;Ready=False'),
  ],
  [
    'kubeflow.org/v1/PyTorchJob',
    'running',
    'Progressing',
    conditions(
      'Created=True(PyTorchJobCreated);Running=True(PyTorchJobRunning)',
    ),
  ],
  [
    'kubeflow.org/v1/PyTorchJob',
    'done',
    'Healthy',
    conditions(
      'Created=True(PyTorchJobCreated);Running=False(PyTorchJobRunning);Succeeded=True(PyTorchJobSucceeded)',
    ),
  ],
  [
    'kubeflow.org/v1/PyTorchJob',
    'failed',
    'Degraded',
    conditions(
      'Created=True(PyTorchJobCreated);Running=False(PyTorchJobFailed);Failed=True(PyTorchJobFailed)',
    ),
  ],
  [
    'jobset.x-k8s.io/v1alpha2/JobSet',
    'done',
    'Healthy',
    conditions(
      'StartupPolicyInProgress=False(InOrderStartupPolicyInProgress);StartupPolicyCompleted=True(InOrderStartupPolicyCompleted);Completed=True(AllJobsCompleted)',
    ),
  ],
  [
    'loki.grafana.com/v1/LokiStack',
    'waiting for its parts',
    'Progressing',
    conditions(
      'Pending=True(PendingComponents);Ready=False(PendingComponents);Degraded=False;Failed=False',
    ),
  ],
  [
    'loki.grafana.com/v1/LokiStack',
    'without its storage',
    'Degraded',
    conditions(
      'Degraded=True(MissingObjectStorageSecret);Ready=False(MissingObjectStorageSecret)',
    ),
  ],
  [
    'operator.openshift.io/v1/IngressController',
    'available',
    'Healthy',
    conditions(
      'Admitted=True(Valid);DeploymentAvailable=True(DeploymentAvailable);DeploymentRollingOut=False(DeploymentNotRollingOut);LoadBalancerManaged=False(EndpointPublishingStrategyExcludesManagedLoadBalancer);Available=True;Progressing=False;Degraded=False;Upgradeable=True',
    ),
  ],
  [
    'config.openshift.io/v1/ClusterOperator',
    'upgrading',
    'Progressing',
    conditions(
      'Available=True(AsExpected);Progressing=True(NodeInstaller: 2 nodes are at revision 5);Degraded=False(AsExpected)',
    ),
  ],
  [
    'infrastructure.cluster.x-k8s.io/v1beta2/AWSCluster',
    'waiting',
    'Progressing',
    {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          severity: 'Info',
          reason: 'NatGatewaysCreationStarted',
        },
      ],
    },
  ],
  [
    'cluster.x-k8s.io/v1beta2/MachineSet',
    'scaling',
    'Progressing',
    conditions(
      'ScalingUp=True(ScalingUp: from 1 to 3);MachinesReady=True(Ready);Paused=False(NotPaused);Deleting=False(NotDeleting);Remediating=False(NotRemediating)',
    ),
  ],
  [
    'app.terraform.io/v1alpha2/Workspace',
    'with an errored run',
    'Degraded',
    { runStatus: { status: 'errored' } },
  ],
  [
    'operator.victoriametrics.com/v1beta1/VMCluster',
    'operational',
    'Healthy',
    {
      updateStatus: 'operational',
      ...conditions('cluster.victoriametrics.com/Applied=True(ConfigParsed)'),
    },
  ],
  [
    'operator.victoriametrics.com/v1beta1/VMCluster',
    'expanding',
    'Progressing',
    { updateStatus: 'expanding' },
  ],
  [
    'acme.cert-manager.io/v1/Challenge',
    'pending',
    'Progressing',
    {
      presented: true,
      processing: true,
      state: 'pending',
      reason: 'Waiting for DNS',
    },
  ],
  ['acme.cert-manager.io/v1/Order', 'valid', 'Healthy', { state: 'valid' }],
  [
    'cert-manager.io/v1/CertificateRequest',
    'denied',
    'Degraded',
    conditions(
      'Denied=True(policy.cert-manager.io: no policy);Ready=False(Denied)',
    ),
  ],
  [
    'kargo.akuity.io/v1alpha1/Promotion',
    'running',
    'Progressing',
    { phase: 'Running' },
  ],
  [
    'kargo.akuity.io/v1alpha1/Promotion',
    'that errored',
    'Degraded',
    { phase: 'Errored', message: 'step failed' },
  ],
  [
    'kargo.akuity.io/v1alpha1/Stage',
    'healthy',
    'Healthy',
    {
      health: { status: 'Healthy' },
      ...conditions(
        'Ready=True(Verified);Healthy=True(Healthy);Promoting=False(NoPromotions)',
      ),
    },
  ],
  [
    'apps.kubeblocks.io/v1/Cluster',
    'running',
    'Healthy',
    {
      phase: 'Running',
      ...conditions(
        'ProvisioningStarted=True(PreCheckSucceed);ApplyResources=True(ApplyResourcesSucceed);Ready=True(ClusterReady)',
      ),
    },
  ],
  [
    'apps.kubeblocks.io/v1/Cluster',
    'in trouble',
    'Degraded',
    { phase: 'Abnormal' },
  ],
  [
    'k8s.nginx.org/v1/VirtualServer',
    'valid',
    'Healthy',
    { state: 'Valid', reason: 'AddedOrUpdated' },
  ],
  [
    'image.toolkit.fluxcd.io/v1/ImageRepository',
    'that cannot be read',
    'Degraded',
    conditions('Ready=False(ReadOperationFailed)'),
  ],
  [
    'kustomize.toolkit.fluxcd.io/v1/Kustomization',
    'waiting for another',
    'Progressing',
    conditions("Ready=False(DependencyNotReady: dependency 'a' is not ready)"),
  ],
  [
    'kustomize.toolkit.fluxcd.io/v1/Kustomization',
    'that cannot be built',
    'Degraded',
    conditions('Ready=False(BuildFailed)'),
  ],
  [
    'opensearch.opster.io/v1/OpenSearchCluster',
    'running',
    'Healthy',
    { phase: 'RUNNING', health: 'green', initialized: true },
  ],
  [
    'nvidia.com/v1/ClusterPolicy',
    'not ready',
    'Progressing',
    { state: 'notReady' },
  ],
  [
    'numaflow.numaproj.io/v1alpha1/Pipeline',
    'paused',
    'Suspended',
    { phase: 'Paused' },
  ],
  [
    'numaplane.numaproj.io/v1alpha1/PipelineRollout',
    'deployed',
    'Healthy',
    {
      phase: 'Deployed',
      ...conditions(
        'ChildResourcesHealthy=True(Successful);ChildResourceDeployed=True(Successful);PipelinePausingOrPaused=False(NotPaused)',
      ),
    },
  ],
  [
    'autoscaling.k8s.io/v1/VerticalPodAutoscaler',
    'with a recommendation',
    'Healthy',
    conditions('RecommendationProvided=True'),
  ],
  [
    'redhatcop.redhat.io/v1alpha1/Policy',
    'reconciled',
    'Healthy',
    conditions('ReconcileSuccessful=True(LastReconcileCycleSucceded)'),
  ],
  [
    'helm.cattle.io/v1/HelmChart',
    'installed',
    'Healthy',
    {
      jobName: 'helm-install-a',
      ...conditions('JobCreated=True(Job created);Failed=False'),
    },
  ],
  [
    'longhorn.io/v1beta2/Volume',
    'degraded',
    'Degraded',
    { state: 'attached', robustness: 'degraded' },
  ],
  [
    'batch.volcano.sh/v1alpha1/Job',
    'running',
    'Progressing',
    { state: { phase: 'Running' } },
  ],
  [
    'jaegertracing.io/v1/Jaeger',
    'running',
    'Healthy',
    { phase: 'Running', version: '1.60.0' },
  ],
];

describe('kinds of many families, most without a rule', () => {
  it.each(ROWS)('%s %s: %s', (kind, _what, health, status, spec = {}) => {
    const slash = kind.lastIndexOf('/');
    const object = {
      apiVersion: kind.slice(0, slash),
      kind: kind.slice(slash + 1),
      metadata: { generation: 1 },
      spec,
      status,
    };
    expect(assessHealth({ object })?.status).toBe(health);
  });
});
