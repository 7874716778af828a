/**
 * The channel on which a pipeline's new revision is signalled. The message carries nothing else:
 * whoever receives it asks again under their own permission.
 *
 * @public
 */
export function pipelineSignalChannel(entityRef: string): string {
  return `gitops:pipeline:${entityRef}`;
}

/** What is sent on {@link pipelineSignalChannel}. @public */
export interface PipelineSignal {
  [key: string]: number;
  revision: number;
}
