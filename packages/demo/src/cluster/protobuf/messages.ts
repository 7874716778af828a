/** How a field is read. */
export type FieldType =
  | 'string'
  | 'int'
  | 'bool'
  | 'base64'
  | 'time'
  | 'quantity'
  | 'intOrString'
  | { message: string }
  | { map: 'string' | 'base64' | 'quantity' }
  | { list: FieldType };

/** Fields by their number. */
export type Message = Record<number, [name: string, type: FieldType]>;

const list = (type: FieldType): FieldType => ({ list: type });
const message = (name: string): FieldType => ({ message: name });
const texts = list('string');
const labels: FieldType = { map: 'string' };

const object = (rest: Message): Message => ({
  1: ['metadata', message('ObjectMeta')],
  ...rest,
});

/**
 * The messages that kubectl's generators send (`kubectl create namespace` and
 * the like): field numbers from Kubernetes' generated.proto files. What is not
 * here is refused, never dropped.
 */
export const MESSAGES: Record<string, Message> = {
  ObjectMeta: {
    1: ['name', 'string'],
    2: ['generateName', 'string'],
    3: ['namespace', 'string'],
    4: ['selfLink', 'string'],
    5: ['uid', 'string'],
    6: ['resourceVersion', 'string'],
    7: ['generation', 'int'],
    8: ['creationTimestamp', 'time'],
    11: ['labels', labels],
    12: ['annotations', labels],
    14: ['finalizers', texts],
  },
  Namespace: object({
    2: ['spec', message('NamespaceSpec')],
    3: ['status', message('NamespaceStatus')],
  }),
  NamespaceSpec: { 1: ['finalizers', texts] },
  NamespaceStatus: { 1: ['phase', 'string'] },
  ConfigMap: object({
    2: ['data', labels],
    3: ['binaryData', { map: 'base64' }],
    4: ['immutable', 'bool'],
  }),
  Secret: object({
    2: ['data', { map: 'base64' }],
    3: ['type', 'string'],
    4: ['stringData', labels],
    5: ['immutable', 'bool'],
  }),
  ServiceAccount: object({
    4: ['automountServiceAccountToken', 'bool'],
  }),
  Service: object({
    2: ['spec', message('ServiceSpec')],
    3: ['status', message('ServiceStatus')],
  }),
  ServiceStatus: { 1: ['loadBalancer', message('LoadBalancerStatus')] },
  LoadBalancerStatus: {},
  ServiceSpec: {
    1: ['ports', list(message('ServicePort'))],
    2: ['selector', labels],
    3: ['clusterIP', 'string'],
    4: ['type', 'string'],
    5: ['externalIPs', texts],
    7: ['sessionAffinity', 'string'],
    8: ['loadBalancerIP', 'string'],
    10: ['externalName', 'string'],
    11: ['externalTrafficPolicy', 'string'],
    12: ['healthCheckNodePort', 'int'],
    13: ['publishNotReadyAddresses', 'bool'],
  },
  ServicePort: {
    1: ['name', 'string'],
    2: ['protocol', 'string'],
    3: ['port', 'int'],
    4: ['targetPort', 'intOrString'],
    5: ['nodePort', 'int'],
    6: ['appProtocol', 'string'],
  },
  Deployment: object({
    2: ['spec', message('DeploymentSpec')],
    3: ['status', message('DeploymentStatus')],
  }),
  DeploymentStatus: {
    1: ['observedGeneration', 'int'],
    2: ['replicas', 'int'],
    3: ['updatedReplicas', 'int'],
    4: ['availableReplicas', 'int'],
    5: ['unavailableReplicas', 'int'],
    7: ['readyReplicas', 'int'],
  },
  DeploymentSpec: {
    1: ['replicas', 'int'],
    2: ['selector', message('LabelSelector')],
    3: ['template', message('PodTemplateSpec')],
    4: ['strategy', message('DeploymentStrategy')],
    5: ['minReadySeconds', 'int'],
    6: ['revisionHistoryLimit', 'int'],
    7: ['paused', 'bool'],
    9: ['progressDeadlineSeconds', 'int'],
  },
  DeploymentStrategy: { 1: ['type', 'string'] },
  LabelSelector: { 1: ['matchLabels', labels] },
  PodTemplateSpec: {
    1: ['metadata', message('ObjectMeta')],
    2: ['spec', message('PodSpec')],
  },
  PodSpec: {
    2: ['containers', list(message('Container'))],
    3: ['restartPolicy', 'string'],
    4: ['terminationGracePeriodSeconds', 'int'],
    6: ['dnsPolicy', 'string'],
    7: ['nodeSelector', labels],
    8: ['serviceAccountName', 'string'],
    9: ['serviceAccount', 'string'],
    10: ['nodeName', 'string'],
    11: ['hostNetwork', 'bool'],
    12: ['hostPID', 'bool'],
    13: ['hostIPC', 'bool'],
    16: ['hostname', 'string'],
    17: ['subdomain', 'string'],
    19: ['schedulerName', 'string'],
    24: ['priorityClassName', 'string'],
  },
  Container: {
    1: ['name', 'string'],
    2: ['image', 'string'],
    3: ['command', texts],
    4: ['args', texts],
    5: ['workingDir', 'string'],
    6: ['ports', list(message('ContainerPort'))],
    8: ['resources', message('ResourceRequirements')],
    13: ['terminationMessagePath', 'string'],
    14: ['imagePullPolicy', 'string'],
    16: ['stdin', 'bool'],
    17: ['stdinOnce', 'bool'],
    18: ['tty', 'bool'],
    20: ['terminationMessagePolicy', 'string'],
  },
  ContainerPort: {
    1: ['name', 'string'],
    2: ['hostPort', 'int'],
    3: ['containerPort', 'int'],
    4: ['protocol', 'string'],
    5: ['hostIP', 'string'],
  },
  ResourceRequirements: {
    1: ['limits', { map: 'quantity' }],
    2: ['requests', { map: 'quantity' }],
  },
  HorizontalPodAutoscaler: object({
    2: ['spec', message('HorizontalPodAutoscalerSpec')],
    3: ['status', message('HorizontalPodAutoscalerStatus')],
  }),
  HorizontalPodAutoscalerStatus: {
    3: ['currentReplicas', 'int'],
    4: ['desiredReplicas', 'int'],
  },
  HorizontalPodAutoscalerSpec: {
    1: ['scaleTargetRef', message('CrossVersionObjectReference')],
    2: ['minReplicas', 'int'],
    3: ['maxReplicas', 'int'],
    4: ['metrics', list(message('MetricSpec'))],
  },
  CrossVersionObjectReference: {
    1: ['kind', 'string'],
    2: ['name', 'string'],
    3: ['apiVersion', 'string'],
  },
  MetricSpec: {
    1: ['type', 'string'],
    4: ['resource', message('ResourceMetricSource')],
  },
  ResourceMetricSource: {
    1: ['name', 'string'],
    2: ['target', message('MetricTarget')],
  },
  MetricTarget: {
    1: ['type', 'string'],
    3: ['averageValue', 'quantity'],
    4: ['averageUtilization', 'int'],
  },
  Job: object({
    2: ['spec', message('JobSpec')],
    3: ['status', message('JobStatus')],
  }),
  JobStatus: {
    4: ['active', 'int'],
    5: ['succeeded', 'int'],
    6: ['failed', 'int'],
    7: ['completedIndexes', 'string'],
  },
  JobSpec: {
    1: ['parallelism', 'int'],
    2: ['completions', 'int'],
    3: ['activeDeadlineSeconds', 'int'],
    6: ['template', message('PodTemplateSpec')],
    7: ['backoffLimit', 'int'],
    8: ['ttlSecondsAfterFinished', 'int'],
    9: ['completionMode', 'string'],
    10: ['suspend', 'bool'],
  },
  Role: object({ 2: ['rules', list(message('PolicyRule'))] }),
  ClusterRole: object({ 2: ['rules', list(message('PolicyRule'))] }),
  PolicyRule: {
    1: ['verbs', texts],
    2: ['apiGroups', texts],
    3: ['resources', texts],
    4: ['resourceNames', texts],
    5: ['nonResourceURLs', texts],
  },
  RoleBinding: object({
    2: ['subjects', list(message('Subject'))],
    3: ['roleRef', message('RoleRef')],
  }),
  ClusterRoleBinding: object({
    2: ['subjects', list(message('Subject'))],
    3: ['roleRef', message('RoleRef')],
  }),
  Subject: {
    1: ['kind', 'string'],
    2: ['apiGroup', 'string'],
    3: ['name', 'string'],
    4: ['namespace', 'string'],
  },
  RoleRef: {
    1: ['apiGroup', 'string'],
    2: ['kind', 'string'],
    3: ['name', 'string'],
  },
  DeleteOptions: {
    1: ['gracePeriodSeconds', 'int'],
    2: ['preconditions', message('Preconditions')],
    4: ['propagationPolicy', 'string'],
    5: ['dryRun', texts],
  },
  Preconditions: { 1: ['uid', 'string'], 2: ['resourceVersion', 'string'] },
  SelfSubjectAccessReview: object({
    2: ['spec', message('SelfSubjectAccessReviewSpec')],
    3: ['status', message('SubjectAccessReviewStatus')],
  }),
  SubjectAccessReviewStatus: {
    1: ['allowed', 'bool'],
    2: ['reason', 'string'],
    3: ['evaluationError', 'string'],
    4: ['denied', 'bool'],
  },
  SelfSubjectAccessReviewSpec: {
    1: ['resourceAttributes', message('ResourceAttributes')],
    2: ['nonResourceAttributes', message('NonResourceAttributes')],
  },
  ResourceAttributes: {
    1: ['namespace', 'string'],
    2: ['verb', 'string'],
    3: ['group', 'string'],
    4: ['version', 'string'],
    5: ['resource', 'string'],
    6: ['subresource', 'string'],
    7: ['name', 'string'],
  },
  NonResourceAttributes: { 1: ['path', 'string'], 2: ['verb', 'string'] },
  SelfSubjectRulesReview: object({
    2: ['spec', message('SelfSubjectRulesReviewSpec')],
    3: ['status', message('SubjectRulesReviewStatus')],
  }),
  SelfSubjectRulesReviewSpec: { 1: ['namespace', 'string'] },
  SubjectRulesReviewStatus: {
    3: ['incomplete', 'bool'],
    4: ['evaluationError', 'string'],
  },
  SelfSubjectReview: object({
    2: ['status', message('SelfSubjectReviewStatus')],
  }),
  SelfSubjectReviewStatus: { 1: ['userInfo', message('UserInfo')] },
  UserInfo: { 1: ['username', 'string'], 2: ['uid', 'string'] },
};
