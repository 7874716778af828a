import type {
  Environment,
  PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';

/** Whether the viewer may accept an edit: on each environment that it weakens, and that they see. */
export function mayAccept(
  { weakens }: PolicyEdit,
  environments: Environment[],
): boolean {
  return weakens.every(({ environment }) =>
    environments.some(
      ({ name, allowed }) =>
        name === environment && allowed.includes('environment.approve'),
    ),
  );
}
