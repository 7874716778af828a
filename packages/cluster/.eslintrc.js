module.exports = require('../../scripts/lib/pureEslintConfig.cjs')(__dirname);
