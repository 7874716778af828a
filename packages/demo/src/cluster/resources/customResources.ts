import { JsonObject } from '../objects/json';
import { nameOf } from '../objects/metadata';
import { mapAt, mapsAt, textAt, textsAt, valueAt } from '../objects/read';
import { ALL_VERBS, Resource, ScalePaths } from './Resource';

const pathOf = (text: string) => text.split('.').filter(part => part !== '');

function scaleOf(subresources: JsonObject): ScalePaths | undefined {
  const scale = valueAt(subresources, 'scale');
  if (scale === undefined) return undefined;
  const selector = textAt(scale, 'labelSelectorPath');
  return {
    spec: pathOf(textAt(scale, 'specReplicasPath') ?? '.spec.replicas'),
    status: pathOf(textAt(scale, 'statusReplicasPath') ?? '.status.replicas'),
    ...(selector === undefined ? {} : { selector: pathOf(selector) }),
  };
}

/** What a CustomResourceDefinition serves: one resource for each version. */
export function customResources(definition: JsonObject): Resource[] {
  const spec = mapAt(definition, 'spec');
  const names = mapAt(spec, 'names');
  const kind = textAt(names, 'kind') ?? '';
  return mapsAt(spec, 'versions')
    .filter(version => version.served === true)
    .map(version => {
      const doors = mapAt(version, 'subresources');
      const scale = scaleOf(doors);
      return {
        group: textAt(spec, 'group') ?? '',
        version: textAt(version, 'name') ?? '',
        kind,
        listKind: textAt(names, 'listKind') ?? `${kind}List`,
        plural: textAt(names, 'plural') ?? '',
        singular: textAt(names, 'singular') ?? kind.toLowerCase(),
        shortNames: textsAt(names, 'shortNames'),
        categories: textsAt(names, 'categories'),
        namespaced: textAt(spec, 'scope') === 'Namespaced',
        verbs: ALL_VERBS,
        subresources: [
          ...(valueAt(doors, 'status') === undefined ? [] : ['status']),
          ...(scale === undefined ? [] : ['scale']),
        ],
        scale,
        counted: true,
        source: {
          kind: 'custom' as const,
          definition: nameOf(definition),
          version,
        },
      };
    });
}
