import { parse } from 'yaml';
import { blueprint, SERVICE } from '../__testUtils__/blueprint';
import { announceFile } from './announceFile';

const API = 'https://backstage.acme.example/api/gitops';
const RELEASES = `${API}/pipelines/component/default/payments/releases`;

const fileFor = (ci: 'githubActions' | 'gitlabCi') => {
  const file = announceFile(blueprint({ announce: { ci, apiUrl: API } }));
  if (!file) throw new Error('no file');
  return { ...file, content: parse(file.text) };
};

describe('announceFile', () => {
  it('writes nothing where it is not wanted', () => {
    expect(announceFile(blueprint())).toBeUndefined();
  });

  it('is a workflow of GitHub Actions that others call', () => {
    const { repository, path, content } = fileFor('githubActions');
    expect({ repository, path }).toEqual({
      repository: SERVICE,
      path: '.github/workflows/announce-payments.yaml',
    });
    expect(Object.keys(content.on.workflow_call.inputs)).toEqual([
      'tag',
      'digest',
    ]);
    const [step] = content.jobs.announce.steps;
    expect(step.env).toEqual({
      BACKSTAGE_TOKEN: '${{ secrets.BACKSTAGE_TOKEN }}',
      TAG: '${{ inputs.tag }}',
      DIGEST: '${{ inputs.digest }}',
    });
    expect(step.run).toContain(RELEASES);
    // What comes from outside reaches the script by its environment alone.
    expect(step.run).not.toContain('${{');
  });

  it('is a job for GitLab CI that others extend', () => {
    const { path, content } = fileFor('gitlabCi');
    expect(path).toBe('.gitlab/announce-payments.yml');
    expect(content['.announce-payments'].script[1]).toContain(RELEASES);
  });
});
