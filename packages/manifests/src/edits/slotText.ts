import { formatImageName, parseImageName } from '../references/imageName';
import { SlotForm } from '../references/Place';
import { ImageTarget } from './ImageTarget';

export type SlotText =
  | { status: 'text'; text: string }
  | { status: 'digestMissing' };

/** What a place of one form is to say for an image, keeping its form. */
export function slotText(
  form: SlotForm,
  was: string,
  image: ImageTarget,
): SlotText {
  switch (form) {
    case 'tag':
      return { status: 'text', text: image.tag };
    case 'digest':
      return image.digest === undefined
        ? { status: 'digestMissing' }
        : { status: 'text', text: image.digest };
    case 'tagAndDigest':
      return image.digest === undefined
        ? { status: 'digestMissing' }
        : { status: 'text', text: `${image.tag}@${image.digest}` };
    default:
      return referenceText(was, image);
  }
}

function referenceText(was: string, image: ImageTarget): SlotText {
  const { repository, tag, digest } = parseImageName(was);
  if (digest === undefined) {
    const text = formatImageName({ repository, tag: image.tag });
    return { status: 'text', text };
  }
  if (image.digest === undefined) {
    return { status: 'digestMissing' };
  }
  const text = formatImageName({
    repository,
    tag: tag === undefined ? undefined : image.tag,
    digest: image.digest,
  });
  return { status: 'text', text };
}
