import { Target } from './ApiRequest';

const asksToWatch = (query: URLSearchParams) =>
  ['1', 'true'].includes(query.get('watch') ?? '');

/** The API's verb for a request; undefined for a method that means nothing. */
export function verbOf(
  method: string,
  target: Target,
  query: URLSearchParams,
): string | undefined {
  if (target.kind === 'path') return method.toLowerCase();
  const one = target.name !== undefined;
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (asksToWatch(query)) return 'watch';
      return one ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return one ? 'delete' : 'deletecollection';
    default:
      return undefined;
  }
}
