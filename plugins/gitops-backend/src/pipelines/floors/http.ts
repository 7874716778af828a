import type { EnvironmentSpec } from '@backstage-gitops/plugin-gitops-common';
import type { HttpEndpoint } from '@backstage-gitops/policy';
import type { NamedFloor, Tightened } from './NamedFloor';

function same(one: HttpEndpoint, other: HttpEndpoint): boolean {
  return one.name === other.name && one.url === other.url;
}

/** The endpoints of the floors, and those that the file adds; a file that names some names the floors' too. */
export function tightenHttp(
  { gates }: EnvironmentSpec,
  floors: NamedFloor[],
): Tightened<HttpEndpoint[]> {
  const least = floors.map(({ name, gates: asked }) => ({
    name,
    endpoints: asked?.http ?? [],
  }));
  const all = [
    ...least.flatMap(({ endpoints }) => endpoints),
    ...(gates.http ?? []),
  ];
  return {
    value: all.filter(
      (one, index) => all.findIndex(other => same(one, other)) === index,
    ),
    problems: least.flatMap(({ name, endpoints }) => {
      const { http: own } = gates;
      const missing = own
        ? endpoints.filter(one => !own.some(other => same(one, other)))
        : [];
      return missing.length > 0
        ? [
            `gates.http leaves out ${missing
              .map(endpoint => `${endpoint.name} (${endpoint.url})`)
              .join(', ')}, which the platform's floor asks for (${name}).`,
          ]
        : [];
    }),
  };
}
