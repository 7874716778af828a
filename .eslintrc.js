module.exports = {
  root: true,
  plugins: ['@backstage'],
  rules: {
    // The whole of Material UI in a bundle because of one button.
    '@backstage/no-top-level-material-ui-4-imports': 'error',
  },
};
