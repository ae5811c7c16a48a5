import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importsOf, POINT_FILES, violationsIn } from './imports.ts';

const files = ['src', 'migrations'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`),
);

const violations = files.flatMap((file) => violationsIn(file, readFileSync(file, 'utf8')));
const under = (folder: string) => violations.filter((violation) => violation.startsWith(folder));
const says = (rule: string) => violations.filter((violation) => violation.includes(rule));

describe('the house', () => {
  test('is looked at whole: every folder of the table that there is, routes, commands and migrations', () => {
    const folders = readdirSync('src/lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
      expect(files.some((file) => file.startsWith(`src/lib/${name}/`))).toBe(true);
    }
    expect(files.some((file) => file.startsWith('src/routes/'))).toBe(true);
    expect(files.some((file) => file.startsWith('src/commands/'))).toBe(true);
    expect(files.some((file) => file.startsWith('migrations/'))).toBe(true);
    expect(files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8'))).length).toBeGreaterThan(500);
  });

  test('imports go one way, as the table of design.md has it', () => {
    expect(says('may not import')).toEqual([]);
    expect(says('import table does not have')).toEqual([]);
  });

  test('the privacy boundary: change and summaries never import voice, screening, reviews or sealing', () => {
    expect(says('crosses the privacy boundary')).toEqual([]);
  });

  test('the privacy boundary: change and summaries see nothing of moderation but points', () => {
    expect(says('sees more of moderation than points')).toEqual([]);
  });

  test('the privacy boundary: the files of points import nothing that knows of messages', () => {
    const behind = POINT_FILES.flatMap((file) =>
      importsOf(file, readFileSync(file, 'utf8')).map(({ specifier }) => specifier),
    );
    expect(behind.filter((specifier) => /voice|screening|reviews|sealing|sources/.test(specifier))).toEqual(
      [],
    );
    expect(says('takes more than points')).toEqual([]);
  });

  test('domains know no framework and import nothing outside src/lib', () => {
    expect(says('knows no framework')).toEqual([]);
    expect(says('leaves src/lib')).toEqual([]);
    expect(says('nobody can foresee')).toEqual([]);
  });

  test('nothing imports a route', () => {
    expect(says('imports a route')).toEqual([]);
  });

  test('one file knows lucia', () => {
    expect(says('knows lucia')).toEqual([]);
  });

  test('migrations import only kysely', () => {
    expect(under('migrations/')).toEqual([]);
  });

  test('what a browser may load imports no server code', () => {
    expect(says('imports server code')).toEqual([]);
  });

  test('no other rule is broken', () => {
    expect(violations).toEqual([]);
  });
});

describe('the checker sees', () => {
  test.each<[string, string, string]>([
    ['src/lib/change/a.ts', "import { x } from '../voice/message.ts';", 'privacy boundary'],
    ['src/lib/change/a.ts', "import type { X } from '../voice/message.ts';", 'privacy boundary'],
    ['src/lib/change/a.ts', "type X = import('../sealing/envelope.ts').Binding;", 'privacy boundary'],
    ['src/lib/summaries/a.server.ts', "import '$lib/screening/holds.table.ts';", 'privacy boundary'],
    ['src/lib/summaries/a.ts', "export { x } from '../reviews/views.ts';", 'privacy boundary'],
    ['src/lib/summaries/a.ts', "const x = await import('../voice/thread.ts');", 'privacy boundary'],
    [
      'src/lib/summaries/a.ts',
      "import type { X } from '../moderation/point-sources.table.ts';",
      'moderation',
    ],
    ['src/lib/change/a.server.ts', "import { x } from '../moderation/release.server.ts';", 'moderation'],
    ['src/lib/moderation/point.ts', "import type { X } from './point-sources.table.ts';", 'boundary'],
    ['src/lib/platform/a.ts', "import { languages } from '../i18n/languages.ts';", 'may not import i18n'],
    ['src/lib/suppression/a.ts', "import { x } from '../platform/ids.ts';", 'may not import platform'],
    [
      'src/lib/ui/A.svelte',
      "<script>import { x } from '$lib/help/phrases.ts';</script>",
      'may not import help',
    ],
    ['src/lib/ui/A.svelte', "{#await import('../voice/receipt.ts')}{/await}", 'may not import voice'],
    ['src/lib/sealing/a.ts', "import type { X } from '../audit/audit.table.ts';", 'may not import audit'],
    ['src/lib/help/a.ts', "import { x } from '../sealing/padding.ts';", 'may not import sealing'],
    ['src/lib/offer/a.ts', "import { x } from '../promise/promise.ts';", 'may not import promise'],
    ['src/lib/voice/a.ts', "import { x } from '../screening/hold.ts';", 'may not import screening'],
    ['src/lib/reviews/a.ts', "import { x } from '../screening/hold.ts';", 'may not import screening'],
    ['src/lib/voice/a.ts', "import { x } from '../reviews/review.ts';", 'may not import reviews'],
    ['src/lib/voice/a.ts', "import { x } from '../moderation/point.ts';", 'may not import moderation'],
    ['src/lib/identity/a.ts', "import { x } from '../change/decision.ts';", 'may not import change'],
    ['src/lib/notices/a.ts', "import { x } from '../voice/message.ts';", 'may not import voice'],
    ['src/lib/notices/a.ts', "import { x } from '../help/help-lines.ts';", 'may not import help'],
    ['src/lib/voice/a.ts', "import { x } from '../notices/notice.ts';", 'may not import notices'],
    ['src/lib/screening/a.ts', "import { x } from '../notices/notice.ts';", 'may not import notices'],
    ['src/lib/moderation/a.ts', "import { x } from '../notices/notice.ts';", 'may not import notices'],
    ['src/lib/change/a.ts', "import { x } from '../notices/notice.ts';", 'may not import notices'],
    ['src/lib/misc/a.ts', "import { x } from '../platform/ids.ts';", 'does not have'],
    ['src/lib/voice/a.ts', "import { error } from '@sveltejs/kit';", 'no framework'],
    ['src/lib/voice/a.ts', "import { page } from '$app/state';", 'no framework'],
    ['src/lib/voice/a.ts', "import { env } from '$env/dynamic/private';", 'no framework'],
    ['src/lib/voice/a.ts', "import { x } from '../../services.server.ts';", 'server code'],
    ['src/lib/voice/a.server.ts', "import { x } from '../../services.server.ts';", 'leaves src/lib'],
    ['src/lib/voice/a.server.ts', "import { x } from '../../commands/codes.ts';", 'leaves src/lib'],
    ['src/lib/voice/a.server.ts', "import { x } from '../../routes/guard.server.ts';", 'imports a route'],
    ['src/lib/voice/a.server.ts', 'const x = await import(name);', 'nobody can foresee'],
    ['src/commands/a.ts', "import { x } from '../routes/guard.server.ts';", 'imports a route'],
    ['src/lib/identity/people.ts', "import { Lucia } from 'lucia';", 'knows lucia'],
    ['src/routes/+layout.server.ts', "import { Lucia } from 'lucia';", 'knows lucia'],
    ['migrations/2026-12-01-next.ts', "import { newId } from '../src/lib/platform/ids.ts';", 'kysely only'],
    ['migrations/2026-12-01-next.ts', "import { v7 } from 'uuid';", 'kysely only'],
    ['src/lib/voice/a.ts', "import { createHash } from 'node:crypto';", 'server code'],
    ['src/lib/voice/a.ts', "import Database from 'better-sqlite3';", 'server code'],
    ['src/lib/voice/a.ts', "import pg from 'pg';", 'server code'],
    ['src/lib/voice/a.ts', "import { x } from './send.server.ts';", 'server code'],
    ['src/lib/voice/a.ts', "import { type X } from './send.server.ts';", 'server code'],
    [
      'src/routes/+page.svelte',
      "<script>import { x } from '$lib/voice/send.server.ts';</script>",
      'server code',
    ],
  ])('in %s: %s', (file, source, rule) => {
    expect(violationsIn(file, source)).toEqual([expect.stringContaining(rule)]);
  });
});

describe('the checker lets through', () => {
  test.each<[string, string]>([
    ['src/lib/change/a.ts', "import type { Point } from '../moderation/point.ts';"],
    ['src/lib/summaries/a.server.ts', "import { x } from '$lib/moderation/point.queries.server.ts';"],
    ['src/lib/summaries/a.ts', "import { x } from '../change/decision.ts';"],
    ['src/lib/identity/a.server.ts', "import { x } from '../sealing/envelope.ts';"],
    ['src/lib/identity/sessions.server.ts', "import { Lucia } from 'lucia';"],
    ['src/lib/notices/a.server.ts', "import { x } from '../sealing/envelope.ts';"],
    ['src/routes/+page.server.ts', "import { x } from '$lib/notices/tell.server.ts';"],
    ['src/lib/voice/a.ts', "import type { X } from './send.server.ts';"],
    ['src/lib/voice/a.server.ts', "import { createHash } from 'node:crypto';"],
    ['src/lib/voice/a.ts', "import * as v from 'valibot';"],
    ['src/lib/voice/a.ts', "import { x } from './receipt.ts'; // import '../screening/hold.ts'"],
    ['src/lib/voice/a.ts', 'const text = "import { x } from \'../screening/hold.ts\'";'],
    ['src/routes/+page.server.ts', "import { x } from '$lib/screening/screening.server.ts';"],
    ['src/routes/a/+server.ts', "import { x } from '$lib/summaries/export.ts'; import 'node:fs';"],
    ['src/commands/a.ts', "import { x } from '../lib/voice/send.server.ts';"],
    ['src/hooks.server.ts', "import { x } from '$lib/identity/sessions.server.ts';"],
    ['src/server.ts', "import http from 'node:http';"],
    ['migrations/2026-12-01-next.ts', "import type { Kysely } from 'kysely';"],
  ])('in %s: %s', (file, source) => {
    expect(violationsIn(file, source)).toEqual([]);
  });
});
