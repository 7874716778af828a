import { screen } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { signInModule } from './modules/signIn';

describe('the demo sign-in page', () => {
  it('refuses to be used outside development', async () => {
    renderTestApp({ features: [signInModule] });
    expect(
      await screen.findByText(/sign-in is switched off here/),
    ).toBeInTheDocument();
  });
});
