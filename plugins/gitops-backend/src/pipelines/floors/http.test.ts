import {
  type EnvironmentSpec,
  parsePipeline,
} from '@backstage-gitops/plugin-gitops-common';
import { tightenHttp } from './http';
import type { NamedFloor } from './NamedFloor';

const change = { name: 'change', url: 'https://change.example.com/gate' };
const risk = { name: 'risk', url: 'https://risk.example.com/gate' };

function specOf(http?: object[]): EnvironmentSpec {
  const parsed = parsePipeline({
    apiVersion: 'backstage-gitops.dev/v1alpha1',
    kind: 'Pipeline',
    metadata: { name: 'payments' },
    spec: {
      repository: 'https://git.example/acme/deploy',
      images: [{ name: 'app', repository: 'ghcr.io/acme/payments' }],
      releases: [{ on: 'image', image: 'app' }],
      environments: [
        { name: 'production', path: 'production', gates: { http } },
      ],
    },
  });
  if (parsed.status === 'invalid') throw new Error(JSON.stringify(parsed));
  return parsed.spec.environments[0];
}

const floorOf = (...http: Array<typeof change>): NamedFloor => ({
  name: 'gitops.floors[0]: every environment',
  match: {},
  gates: { http },
});

describe('tightenHttp', () => {
  it.each<[string, object[] | undefined, NamedFloor[], object[]]>([
    ['nobody asks', undefined, [], []],
    ['the file asks', [change], [], [change]],
    [
      'what the file leaves out comes from the floor',
      undefined,
      [floorOf(change)],
      [change],
    ],
    [
      'the file adds to the floor',
      [risk, change],
      [floorOf(change)],
      [change, risk],
    ],
    [
      'floors add up',
      undefined,
      [floorOf(change), floorOf(change, risk)],
      [change, risk],
    ],
  ])('%s', (_, own, floors, value) => {
    expect(tightenHttp(specOf(own), floors)).toEqual({ value, problems: [] });
  });

  it.each<[string, object[], RegExp]>([
    ['leaves one out', [risk], /leaves out change \(https:\/\/change\./],
    [
      'asks someone else under its name',
      [{ ...change, url: 'https://yes.example' }],
      /leaves out change \(https:\/\/change\./,
    ],
  ])('a file that %s is below the floor', (_, own, problem) => {
    const { value, problems } = tightenHttp(specOf(own), [floorOf(change)]);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    // What is in force meanwhile is no weaker either.
    expect(value).toContainEqual(change);
  });
});
