import { z } from 'zod';
import { type CloudEvent, deliveryOf, parseCloudEvent } from './cloudEvent';
import { notActedOn } from './git';
import { imagesPushed, type NamedImage } from './images';
import { readAs, said } from './payload';
import { isSecret } from './proofs';
import type { Parsed, Receiver } from './Receiver';

/** Names that registries and those who translate for them use for the same. */
const image = z.object({
  repositoryName: said,
  repository: said,
  imageTag: said,
  tag: said,
  imageDigest: said,
  digest: said,
  registryUrl: said,
  registry: said,
  registryId: said,
});

type ImageData = z.output<typeof image>;

/** Amazon's sources are `urn:aws:ecr:<region>:<account>:repository/<path>`. */
function amazonRegistry(source: string | undefined, account?: string) {
  const [, aws, service, region, owner] = (source ?? '').split(':');
  return aws === 'aws' && service === 'ecr' && region && (account ?? owner)
    ? `${account ?? owner}.dkr.ecr.${region}.amazonaws.com`
    : undefined;
}

/** The host of a source that is a URL, or begins with a host. */
function hostOf(source: string | undefined): string | undefined {
  const [host] = (source ?? '').replace(/^https?:\/\//, '').split('/', 1);
  return host.includes('.') ? host : undefined;
}

function registryOf({ type, source }: CloudEvent, data: ImageData) {
  return type.startsWith('com.amazon.ecr.')
    ? amazonRegistry(source, data.registryId)
    : data.registryUrl ?? data.registry ?? hostOf(source);
}

/** The subject is `repository:tag` where the data does not say it. */
function imageOf(event: CloudEvent, data: ImageData): NamedImage {
  const [path, ...tag] = event.subject?.split(':') ?? [];
  const subject = tag.length > 0 ? { path, tag: tag.join(':') } : undefined;
  return {
    registry: registryOf(event, data),
    path: data.repositoryName ?? data.repository ?? subject?.path,
    tag: data.imageTag ?? data.tag ?? subject?.tag,
    digest: data.imageDigest ?? data.digest,
  };
}

function meaningOf(event: CloudEvent): Parsed {
  const isAboutImages = /^com\.amazon\.ecr\.|container|image/.test(event.type);
  if (!isAboutImages || /delete|remove/i.test(event.type)) {
    return notActedOn(event.type);
  }
  return readAs(image, event.data ?? {}, data => {
    const pushed = imageOf(event, data);
    if (!pushed.registry) {
      return { status: 'ignored', reason: 'It names no registry.' };
    }
    return imagesPushed(pushed.tag ? [pushed] : [], deliveryOf(event));
  });
}

/** Images that registries tell of by CloudEvents, such as Amazon's by EventBridge. */
export const cloudEvents: Receiver = {
  sender: 'CloudEvents of registries',
  proof: '?secret= in the address, or X-Webhook-Secret: the secret',
  deliveryHeaders: [],
  eventHeaders: ['ce-type'],
  // The specification has the mode in the content type: without one it is no CloudEvent.
  verify: ({ headers, query }, secret) =>
    isSecret(query.get('secret') ?? headers['x-webhook-secret'], secret) &&
    /^application\/(cloudevents\+)?json\b/i.test(headers['content-type'] ?? ''),
  parse: request => parseCloudEvent(request, meaningOf),
};
