import type { CompoundEntityRef } from '@backstage/catalog-model';

/** A shell command for CI that announces a release of an entity's pipeline. */
export function announceCommand(
  baseUrl: string,
  { kind, namespace, name }: CompoundEntityRef,
): string {
  const path = [kind, namespace, name].map(encodeURIComponent).join('/');
  return `curl --fail --request POST "${baseUrl}/pipelines/${path}/releases" \\
  --header "Authorization: Bearer $BACKSTAGE_TOKEN" \\
  --header "Content-Type: application/json" \\
  --data @- <<JSON
{
  "images": [{ "name": "$IMAGE_NAME", "tag": "$TAG", "digest": "$DIGEST" }],
  "source": { "repository": "$REPOSITORY_URL", "commit": "$COMMIT" }
}
JSON`;
}
