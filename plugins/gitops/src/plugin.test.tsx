import { PIPELINE_ANNOTATION } from '@backstage-gitops/plugin-gitops-common';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { gitopsEntityContent } from './plugin';

const annotated = { [PIPELINE_ANNOTATION]: './gitops.yaml' };
const otherwise = { 'example.com/other': 'x' };

describe('gitopsEntityContent', () => {
  const isShown = (
    config: { template?: string },
    kind: string,
    annotations: Record<string, string> | undefined,
  ) =>
    createExtensionTester(gitopsEntityContent, { config }).get(
      EntityContentBlueprint.dataRefs.filterFunction,
    )?.({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'shop', annotations },
    });

  // The annotation's key has a dot and a slash, which a predicate's path could mistake for nesting.
  it.each([
    ['with a pipeline', annotated, true],
    ['with other annotations', otherwise, false],
    ['without annotations', undefined, false],
  ])('on an entity %s', (_, annotations, expected) => {
    expect(isShown({}, 'Component', annotations)).toBe(expected);
  });

  it.each([
    ['Component', undefined, true],
    ['Component', annotated, true],
    ['System', undefined, false],
    ['System', annotated, true],
  ])(
    'on a %s with the annotations %p, where a template adds pipelines',
    (kind, annotations, expected) => {
      expect(isShown({ template: 'add-gitops' }, kind, annotations)).toBe(
        expected,
      );
    },
  );
});
