import { Select } from '@backstage/ui';

// No environment has an empty name.
const ALL = '';

/** Chooses one environment, or all of them: undefined. */
export function EnvironmentSelect(props: {
  environments: string[];
  value: string | undefined;
  onChange: (environment: string | undefined) => void;
}) {
  const { environments, value = ALL, onChange } = props;
  return (
    <Select
      aria-label="Environment"
      size="small"
      options={[
        { value: ALL, label: 'All environments' },
        ...environments.map(name => ({ value: name, label: name })),
      ]}
      value={value}
      onChange={key => onChange(String(key) || undefined)}
    />
  );
}
