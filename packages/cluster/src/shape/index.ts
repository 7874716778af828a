export { flag, listOf, metadata, name, part, text, texts } from './tolerant';
