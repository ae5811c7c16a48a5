export { prepareSqlite as default } from './template.ts';
