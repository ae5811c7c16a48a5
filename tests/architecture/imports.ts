import { dirname, posix } from 'node:path';
import ts from 'typescript';

/** Something a file imports, by whatever way of importing. */
export interface Import {
  specifier: string;
  /** `import type`: gone before anything runs. */
  typeOnly: boolean;
}

const COMPUTED = '(computed at run time)';

function importIn(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { specifier: node.moduleSpecifier.text, typeOnly };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    return ts.isStringLiteral(literal) ? { specifier: literal.text, typeOnly: true } : null;
  }
  const loads =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
  if (!loads) return null;
  const [what] = node.arguments;
  return { specifier: what && ts.isStringLiteralLike(what) ? what.text : COMPUTED, typeOnly: false };
}

function importsOfScript(source: string): Import[] {
  const found: Import[] = [];
  const look = (node: ts.Node): void => {
    const one = importIn(node);
    if (one) found.push(one);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('it.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

/** Everything a `.ts` or `.svelte` file imports: static, dynamic, re-exported and in types. */
export function importsOf(file: string, source: string): Import[] {
  if (!file.endsWith('.svelte')) return importsOfScript(source);
  const scripts = [...source.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script = '']) => script);
  const markup = source.replace(/<script[^>]*>[^]*?<\/script>/g, '');
  const inMarkup = [...markup.matchAll(/\bimport\(\s*(?:(['"`])(.+?)\1)?/g)].map(
    ([, , specifier = COMPUTED]) => ({ specifier, typeOnly: false }),
  );
  return [...scripts.flatMap(importsOfScript), ...inMarkup];
}

const BASE = ['platform', 'suppression', 'i18n', 'ui'];
const OFFERED = [...BASE, 'authorities', 'audit', 'identity', 'help'];
const VOICE = [...OFFERED, 'sealing', 'promise', 'offer'];
const CHANGE = [...BASE, 'authorities', 'audit', 'identity', 'promise'];

/** The import table of design.md. A folder may always import itself. */
const mayImport: Record<string, readonly string[]> = {
  platform: [],
  suppression: [],
  i18n: ['platform'],
  ui: ['i18n'],
  authorities: BASE,
  audit: BASE,
  sealing: BASE,
  identity: [...BASE, 'authorities', 'audit', 'sealing'],
  help: [...BASE, 'authorities', 'audit'],
  promise: OFFERED,
  offer: OFFERED,
  content: [...OFFERED, 'promise', 'offer'],
  voice: VOICE,
  reviews: [...VOICE, 'voice'],
  screening: [...VOICE, 'voice'],
  moderation: [...VOICE, 'voice', 'screening'],
  change: CHANGE,
  summaries: [...CHANGE, 'change'],
  notices: [...BASE, 'authorities', 'audit', 'identity', 'sealing'],
};

/** All that change and summaries may see of moderation: points, which name nobody. */
export const POINT_FILES = [
  'point.ts',
  'point.table.ts',
  'point.queries.server.ts',
  'point-voices.table.ts',
].map((name) => `src/lib/moderation/${name}`);
const BEHIND_THE_BOUNDARY = ['voice', 'screening', 'reviews', 'sealing'];
const SEES_POINTS_ONLY = ['change', 'summaries'];

const FRAMEWORK = /^(@sveltejs\/kit|\$app|\$env|\$service-worker)(\/|$)/;
const SERVER_PACKAGE = /^(node:.*|better-sqlite3|pg)$/;

/** Where an import leads: a path from the root of the repository, or the name of a package. */
function leadsTo(file: string, specifier: string): string {
  if (specifier.startsWith('$lib/')) return `src/lib/${specifier.slice('$lib/'.length)}`;
  return specifier.startsWith('.') ? posix.join(dirname(file), specifier) : specifier;
}

const folderOf = (path: string) => /^src\/lib\/([^/]+)\//.exec(path)?.[1] ?? null;
const isOurs = (path: string) => /^(src|migrations|seeds|tests)\//.test(path) || path.startsWith('..');
const isServerFile = (path: string) => /(\.server|\/\+server|^src\/server)\.ts$/.test(path);
const isProgram = (path: string) => isServerFile(path) || /^src\/commands\//.test(path);

function brokenInLib(file: string, to: string): string | null {
  const from = folderOf(file) ?? '';
  const allowed = mayImport[from];
  if (!allowed) return 'is in a folder that the import table does not have';
  if (FRAMEWORK.test(to)) return 'is a domain and knows no framework';
  if (to === COMPUTED)
    return file === 'src/lib/platform/migrate.server.ts' ? null : 'imports what nobody can foresee';
  if (!isOurs(to)) return null;
  const target = folderOf(to);
  if (target === null) return 'leaves src/lib';
  if (SEES_POINTS_ONLY.includes(from) && BEHIND_THE_BOUNDARY.includes(target))
    return 'crosses the privacy boundary';
  if (SEES_POINTS_ONLY.includes(from) && target === 'moderation')
    return POINT_FILES.includes(to) ? null : 'sees more of moderation than points';
  if (POINT_FILES.includes(file) && target === from)
    return POINT_FILES.includes(to) ? null : 'takes more than points across the privacy boundary';
  return target === from || allowed.includes(target) ? null : `may not import ${target}`;
}

function broken(file: string, { specifier, typeOnly }: Import): string | null {
  const to = leadsTo(file, specifier);
  if (/^lucia(\/|$)/.test(to) && file !== 'src/lib/identity/sessions.server.ts')
    return 'is not the one file that knows lucia';
  if (file.startsWith('migrations/'))
    return /^kysely(\/|$)/.test(to) ? null : 'is a migration, frozen in time: kysely only';
  if (to.startsWith('src/routes/') && !file.startsWith('src/routes/')) return 'imports a route';
  if (!typeOnly && !isProgram(file) && !file.endsWith('.table.ts')) {
    if (SERVER_PACKAGE.test(to) || isServerFile(to)) return 'is for the browser too and imports server code';
  }
  return file.startsWith('src/lib/') ? brokenInLib(file, to) : null;
}

/** What a file imports against the rules of the house, each with the rule. */
export function violationsIn(file: string, source: string): string[] {
  return importsOf(file, source).flatMap((one) => {
    const rule = broken(file, one);
    return rule ? [`${file} ${rule}: ${one.specifier}`] : [];
  });
}
