import {
  formatImageOverride,
  type ImageOverride,
  type ManifestValue,
  mergeImageOverrides,
  parseImageOverride,
} from '../..';
import type { MergeCase, ParseCase } from './cases';
import { gradeAll, type SetResult, unlike } from './Grade';

export function gradeMerging(cases: readonly MergeCase[]): SetResult {
  return gradeAll(
    'edits/kustomize-merge',
    cases,
    ({ existing, new: next, expected, ordered }) => {
      const inOrder = (list: ImageOverride[]) => {
        const texts = list.map(formatImageOverride);
        return ordered ? texts : texts.sort();
      };
      const got = mergeImageOverrides(listed(existing), listed(next));
      return {
        problems: unlike('list', inOrder(listed(expected)), inOrder(got)),
      };
    },
  );
}

/** A list of overrides; what is no list stands for none. */
function listed(list: ManifestValue): ImageOverride[] {
  return Array.isArray(list) ? list.map(overrideOf) : [];
}

function overrideOf(written: ManifestValue): ImageOverride {
  if (typeof written === 'string') {
    return parseImageOverride(written);
  }
  const { name, ...parts } = Object.fromEntries(
    Object.entries(Object(written)).map(([key, value]) => [key, String(value)]),
  );
  return { name, ...parts };
}

export function gradeParsing(cases: readonly ParseCase[]): SetResult {
  const complete = ({ name, newName, newTag, digest }: ImageOverride) => ({
    name,
    newName: newName ?? '',
    newTag: newTag ?? '',
    digest: digest ?? '',
  });
  return gradeAll('edits/kustomize-parse', cases, ({ image, expected }) => ({
    problems: unlike(
      'parts',
      complete(expected),
      complete(parseImageOverride(image)),
    ),
  }));
}
