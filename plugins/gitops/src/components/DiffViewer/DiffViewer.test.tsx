import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { DiffViewer } from './DiffViewer';
import { parsePatch } from './parsePatch';

const PATCH = `diff --git a/values.yaml b/values.yaml
--- a/values.yaml
+++ b/values.yaml
@@ -1,3 +1,3 @@
 image:
-  tag: 1.4.2
+  tag: 1.5.0
 replicas: 2
`;

describe('parsePatch', () => {
  it('tells removed from added lines, and headers from content', () => {
    expect(parsePatch(PATCH)).toEqual([
      { kind: 'hunk', text: '@@ -1,3 +1,3 @@' },
      { kind: 'context', text: 'image:' },
      { kind: 'removed', text: '  tag: 1.4.2' },
      { kind: 'added', text: '  tag: 1.5.0' },
      { kind: 'context', text: 'replicas: 2' },
    ]);
  });

  it('keeps content that looks like a header', () => {
    expect(parsePatch('@@ -1 +1 @@\n---- a list\n++++ a list')).toEqual([
      { kind: 'hunk', text: '@@ -1 +1 @@' },
      { kind: 'removed', text: '--- a list' },
      { kind: 'added', text: '+++ a list' },
    ]);
  });

  it('passes on what Git says where there are no lines', () => {
    expect(
      parsePatch('Binary files a/logo.png and b/logo.png differ\n'),
    ).toEqual([
      { kind: 'note', text: 'Binary files a/logo.png and b/logo.png differ' },
    ]);
  });
});

describe('DiffViewer', () => {
  it('marks lines by more than colour', async () => {
    renderInTestApp(
      <DiffViewer differences={[{ path: 'values.yaml', patch: PATCH }]} />,
    );
    const file = within(await screen.findByRole('figure'));
    expect(file.getByText('values.yaml')).toBeVisible();
    expect(file.getByRole('insertion')).toHaveTextContent('+ tag: 1.5.0');
    expect(file.getByRole('deletion')).toHaveTextContent('- tag: 1.4.2');
  });

  it('says so when nothing changes', async () => {
    renderInTestApp(<DiffViewer differences={[]} />);
    expect(await screen.findByText('No file changes.')).toBeVisible();
  });
});
