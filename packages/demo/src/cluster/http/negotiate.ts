import { notAcceptable } from '../errors/failures';

/** In which form objects are asked for. */
export type Representation = 'object' | 'table' | 'metadata';

/**
 * Reads an Accept header: the first form in it that is served. Protocol
 * buffers are not; clients that ask for them name JSON as well.
 */
export function negotiate(accept: string | undefined): Representation {
  if (accept === undefined || accept.trim() === '') return 'object';
  for (const part of accept.split(',')) {
    const [type = '', ...parameters] = part.split(';').map(item => item.trim());
    const isJson = ['application/json', 'application/*', '*/*'].includes(type);
    if (!isJson) continue;
    const as = parameters
      .find(parameter => parameter.startsWith('as='))
      ?.slice('as='.length);
    if (as === undefined) return 'object';
    const stable = parameters.includes('v=v1');
    if (as === 'Table' && stable) return 'table';
    if (as === 'PartialObjectMetadata' && stable) return 'metadata';
    if (as === 'PartialObjectMetadataList' && stable) return 'metadata';
  }
  throw notAcceptable();
}
