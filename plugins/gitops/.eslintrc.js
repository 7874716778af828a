const message =
  'Import what you need from src/navigation.ts: it alone knows the router, so that a change of the router changes one file.';

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  restrictedImports: ['react-router', 'react-router-dom'].map(name => ({
    name,
    message,
  })),
  overrides: [
    {
      files: ['src/navigation.ts', 'src/navigation.test.tsx'],
      rules: { 'no-restricted-imports': 'off' },
    },
  ],
});
