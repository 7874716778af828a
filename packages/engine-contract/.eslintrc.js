module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Other packages run these tests: to export them is the point.
      files: ['src/suite/*.ts'],
      rules: { 'jest/no-export': 'off' },
    },
  ],
});
