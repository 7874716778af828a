import { parseEntityRef } from '@backstage/catalog-model';
import {
  createExternalRouteRef,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Where the tab of a pipeline is, below the page of its entity. */
export const GITOPS_TAB_PATH = '/gitops';

/** The address of an entity's page; undefined where the portal has none, or for what is no entity reference. */
export function useEntityAddress(): (entityRef: string) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    entityRef => {
      try {
        const ref = parseEntityRef(entityRef);
        return entityRoute?.(entityRouteParams(ref, { encodeParams: true }));
      } catch {
        return undefined;
      }
    },
    [entityRoute],
  );
}

/** Where a software template is filled in. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/**
 * The address of the page where a software template is filled in, with some values there already; undefined where the
 * portal has no such page.
 */
export function useTemplateAddress(
  templateRef: string,
  values: Record<string, string>,
): string | undefined {
  const templateRoute = useRouteRef(templateRouteRef);
  const { namespace, name } = parseEntityRef(templateRef);
  const page = templateRoute?.({ namespace, templateName: name });
  const formData = new URLSearchParams({ formData: JSON.stringify(values) });
  return page && `${page}?${formData}`;
}

/**
 * A parameter of the page's address, and the way to set or remove it: what it opens can be linked to, and the browser's
 * Back closes it.
 */
export function useAddressParameter(
  name: string,
): [string | undefined, (value: string | undefined) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setParameters(before => {
        const after = new URLSearchParams(before);
        if (value === undefined) {
          after.delete(name);
        } else {
          after.set(name, value);
        }
        return after;
      }),
    [name, setParameters],
  );
  return [parameters.get(name) ?? undefined, set];
}
