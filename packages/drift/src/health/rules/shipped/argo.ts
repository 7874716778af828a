import { type HealthRule } from '../HealthRule';

const PROMOTER = 'promoter.argoproj.io';

const READY: HealthRule['conditions'] = {
  Ready: {
    True: 'Healthy',
    False: 'Degraded',
    Unknown: 'Progressing',
    absent: 'Progressing',
  },
};

/** A promotion is under way while the proposed commit is not the active one. */
const PROMOTED = {
  left: '/active/dry/sha',
  right: '/proposed/dry/sha',
  is: 'equal',
  otherwise: 'Progressing',
} as const;

const GATE = '/status/environments/*/phase';

/** Argo CD, Argo Workflows and the GitOps Promoter. */
export const ARGO_RULES: HealthRule[] = [
  { group: 'argoproj.io', kind: 'CronWorkflow', withoutStatus: 'Healthy' },
  {
    group: 'argoproj.io',
    kind: [
      'AnalysisTemplate',
      'AppProject',
      'ClusterAnalysisTemplate',
      'ClusterWorkflowTemplate',
      'WorkflowTemplate',
    ],
    withoutStatus: 'Healthy',
    otherwise: 'Healthy',
  },
  {
    group: PROMOTER,
    kind: 'ArgoCDCommitStatus',
    withoutStatus: 'Progressing',
    conditions: READY,
    fields: [{ at: '/status/applicationsSelected', absent: 'Degraded' }],
  },
  {
    group: PROMOTER,
    kind: 'ChangeTransferPolicy',
    withoutStatus: 'Progressing',
    conditions: READY,
    compare: [{ each: '/status', ...PROMOTED }],
  },
  {
    group: PROMOTER,
    kind: 'PromotionStrategy',
    withoutStatus: 'Progressing',
    conditions: READY,
    fields: [{ at: '/status/environments', absent: 'Degraded' }],
    compare: [{ each: '/status/environments/*', ...PROMOTED }],
  },
  {
    group: PROMOTER,
    kind: ['GitCommitStatus', 'TimedCommitStatus', 'WebRequestCommitStatus'],
    withoutStatus: 'Progressing',
    conditions: READY,
    fields: [
      { at: GATE, words: { failure: 'Degraded' } },
      { at: GATE, words: { pending: 'Progressing', success: 'Healthy' } },
    ],
  },
  {
    group: PROMOTER,
    kind: '*',
    withoutStatus: 'Progressing',
    conditions: READY,
  },
];
