import { PIPELINE_ANNOTATION } from '@backstage-gitops/plugin-gitops-common';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { gitopsEntityContent } from './plugin';

describe('gitopsEntityContent', () => {
  const isShown = createExtensionTester(gitopsEntityContent).get(
    EntityContentBlueprint.dataRefs.filterFunction,
  );

  // The annotation's key has a dot and a slash, which a predicate's path could mistake for nesting.
  it.each([
    ['with a pipeline', { [PIPELINE_ANNOTATION]: './gitops.yaml' }, true],
    ['with other annotations', { 'example.com/other': 'x' }, false],
    ['without annotations', undefined, false],
  ])('on an entity %s', (_, annotations, expected) => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'shop', annotations },
    };
    expect(isShown?.(entity)).toBe(expected);
  });
});
