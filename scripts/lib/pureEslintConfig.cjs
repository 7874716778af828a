// The lint rules of the pure packages: facts come in as arguments and decisions go out, so that the same code runs in
// the backend, the browser and a command line, and a table of facts tests it.
const { builtinModules } = require('node:module');
const createConfig = require('@backstage/cli/config/eslint-factory');

const message =
  'This package is pure: no input or output, no clock, no Backstage. Take the fact as an argument.';

const impureExpressions = [
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
  'CallExpression[callee.name="fetch"]',
];

module.exports = directory =>
  createConfig(directory, {
    restrictedSrcImports: builtinModules
      .flatMap(name => [name, `node:${name}`])
      .map(name => ({ name, message })),
    restrictedImportPatterns: ['@backstage/*', '@backstage-gitops/plugin-*'],
    restrictedSrcSyntax: impureExpressions.map(selector => ({
      selector,
      message,
    })),
  });
