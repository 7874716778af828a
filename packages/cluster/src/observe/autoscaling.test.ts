import type { JsonObject } from '@backstage-gitops/drift';
import { autoscaledFields, scaledFields } from './autoscaling';

const REFERENCE = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
};

function scaled(manager: string, replicas: number, subresource?: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      managedFields: [
        {
          manager,
          operation: 'Update',
          apiVersion: 'apps/v1',
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:spec': { 'f:replicas': {} } },
          ...(subresource ? { subresource } : {}),
        },
      ],
    },
    spec: { replicas },
  };
}

function autoscaler(target: JsonObject, bounds: JsonObject): JsonObject {
  return {
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        ...target,
      },
      ...bounds,
    },
  };
}

describe('scaledFields', () => {
  it.each<[string, JsonObject, string[]]>([
    [
      'what a controller scaled',
      scaled('kube-controller-manager', 3, 'scale'),
      ['/spec/replicas'],
    ],
    ['what a person scaled', scaled('kubectl', 3, 'scale'), []],
    ['what a person scaled in a terminal UI', scaled('k9s', 3, 'scale'), []],
    ['what a controller wrote otherwise', scaled('operator', 3), []],
    ['an object without owners', { kind: 'Deployment' }, []],
  ])('finds %s', (_, live, expected) => {
    expect(scaledFields(live)).toEqual(expected);
  });
});

describe('autoscaledFields', () => {
  const live = scaled('kube-controller-manager', 5, 'scale');

  it.each<[string, JsonObject, boolean]>([
    ['within its bounds', autoscaler({}, { maxReplicas: 5 }), true],
    [
      'another version of the group',
      autoscaler({ apiVersion: 'apps/v1beta1' }, { maxReplicas: 9 }),
      true,
    ],
    ['above its bounds', autoscaler({}, { maxReplicas: 4 }), false],
    [
      'below its bounds',
      autoscaler({}, { minReplicas: 6, maxReplicas: 9 }),
      false,
    ],
    ['another name', autoscaler({ name: 'api' }, { maxReplicas: 9 }), false],
    [
      'another kind',
      autoscaler({ kind: 'StatefulSet' }, { maxReplicas: 9 }),
      false,
    ],
    [
      'another group',
      autoscaler({ apiVersion: 'example.com/v1' }, { maxReplicas: 9 }),
      false,
    ],
    ['no bounds at all', autoscaler({}, {}), false],
  ])('has an autoscaler answer for: %s', (_, one, expected) => {
    expect(
      autoscaledFields({
        live,
        reference: REFERENCE,
        scaled: ['/spec/replicas'],
        autoscalers: [one],
      }),
    ).toEqual(expected ? ['/spec/replicas'] : []);
  });
});
