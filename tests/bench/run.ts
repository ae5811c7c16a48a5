import { measurePages } from './pages.ts';

await measurePages();
