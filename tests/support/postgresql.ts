export { preparePostgresql as default } from './template.ts';
