import { imageRepository, isTag } from '../../../receivers/images';
import type { ImagePushed } from '../../../TriggerEvent';
import type { RegistryCase } from '../cases';
import { type Grade, unlike } from '../Grade';
import { receiverOf, toRequest } from '../toRequest';

/** Of an image the references may say the registry or leave it open: then ours may be any. */
function isSameRepository(
  { registry, repository = '' }: RegistryCase['expected'],
  got: string,
): boolean {
  return registry === undefined
    ? `/${got}`.endsWith(`/${repository.toLowerCase()}`)
    : got === imageRepository(registry || undefined, repository);
}

function problemsWith(
  expected: RegistryCase['expected'],
  { repository, tag, digest }: ImagePushed,
): string[] {
  return [
    ...(isSameRepository(expected, repository)
      ? []
      : unlike([expected.registry, expected.repository], repository)),
    ...unlike(expected.tag ?? '', tag ?? ''),
    ...(expected.digest ? unlike(expected.digest, digest) : []),
  ];
}

/** Why nothing can come of what the reference makes an event of. */
function impossibility({
  tag,
  digest,
}: RegistryCase['expected']): string | undefined {
  if (tag && !isTag(tag)) return 'No registry can have this tag.';
  return tag || digest
    ? undefined
    : 'Without a tag and a digest there is no image to look for.';
}

/**
 * The references disagree on which requests are errors and which are ignored; either way nothing comes of them. Where they
 * make one event of several tags, it must be our first.
 */
export function gradeRegistry(one: RegistryCase): Omit<Grade, 'id'> {
  const { expected } = one;
  const parsed = receiverOf(one)?.parse(toRequest(one));
  const [event] = parsed?.status === 'events' ? parsed.events : [];
  if (expected.error || expected.ignored) {
    return { problems: parsed && !event ? [] : unlike(expected, event) };
  }
  if (event?.kind === 'imagePushed') {
    return { problems: problemsWith(expected, event) };
  }
  const onPurpose = parsed && impossibility(expected);
  return onPurpose
    ? { problems: [], onPurpose }
    : { problems: unlike(expected, parsed) };
}
