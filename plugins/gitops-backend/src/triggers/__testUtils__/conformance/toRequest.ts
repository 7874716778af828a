import { RECEIVERS, RECEIVER_TYPES } from '../../receivers';
import type { Receiver, WebhookRequest } from '../../receivers/Receiver';
import type { RequestCase } from './cases';

function spelled(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** Names that the references have for senders, where they are not ours. */
const OTHER_NAMES: Record<string, string> = {
  bitbucket: 'bitbucketcloud',
  azure: 'azuredevops',
  azurecontainerregistry: 'acr',
  aliyun: 'aliyunacr',
  ecr: 'cloudevents',
  docker: 'dockerhub',
};

/** The receiver of the sender that a case names; undefined where there is none. */
export function receiverOf({ provider }: RequestCase): Receiver | undefined {
  const name = spelled(provider);
  const wanted = OTHER_NAMES[name] ?? name;
  const type = RECEIVER_TYPES.find(known => spelled(known) === wanted);
  return type && RECEIVERS[type];
}

/** The request of a case, as the door would hand it on. */
export function toRequest({
  headers,
  query,
  body,
}: RequestCase): WebhookRequest {
  return {
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    ),
    query: new URLSearchParams(query),
    body: Buffer.from(body),
  };
}
