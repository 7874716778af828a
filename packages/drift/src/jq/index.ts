export { JqStepsExceeded, JqSyntaxError } from './errors';
export { PathExpression } from './PathExpression';
