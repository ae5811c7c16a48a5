/**
 * npm run sbom [file]: what the product is made of, as CycloneDX JSON (sbom.json unless named). npm writes it from the
 * lock file and needs no network for it; here is added what npm cannot know: which packages end up in the product.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Development packages whose code is in the product all the same, with what they need themselves … */
const BUILT_IN = ['svelte', '@sveltejs/kit', 'node'];
/** … and those that write some of their own code into the build, but nothing of what they need to do so. */
const WRITING_INTO_IT = ['@sveltejs/adapter-node', 'vite'];

interface Component {
  name: string;
  version: string;
  /** In the product, for some platforms only, or used to build and test it and then left behind. */
  scope?: 'required' | 'optional' | 'excluded';
  licenses?: unknown[];
  properties?: { name: string; value: string }[];
}

export interface Sbom {
  bomFormat: string;
  specVersion: string;
  metadata: { component: { type: string; name: string; version: string } };
  components: Component[];
}

interface LockFile {
  name: string;
  packages: Record<string, { version: string; dependencies?: Record<string, string> }>;
}

const IN = 'node_modules/';

/** Where a package that another needs is installed: beside it, or further up (Node's own way of looking). */
function placeOf({ packages }: LockFile, name: string, from: string): string {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf(IN) - 1))) {
    const tried = `${place === '' ? '' : `${place}/`}${IN}${name}`;
    if (packages[tried]) return tried;
    if (place === '') throw new Error(`The lock file has no ${name}.`);
  }
}

/** The development packages that are in the product, as name@version. */
function builtIn(lock: LockFile): Set<string> {
  const places = new Set(WRITING_INTO_IT.map((name) => placeOf(lock, name, '')));
  const add = (place: string): void => {
    if (places.has(place)) return;
    places.add(place);
    const needed = Object.keys(lock.packages[place]?.dependencies ?? {});
    for (const name of needed) add(placeOf(lock, name, place));
  };
  for (const name of BUILT_IN) add(placeOf(lock, name, ''));
  return new Set(
    [...places].map((place) => {
      const name = place.slice(place.lastIndexOf(IN) + IN.length);
      return `${name}@${lock.packages[place]?.version}`;
    }),
  );
}

/** @throws Error with what npm says when it cannot. */
export function makeSbom(): Sbom {
  const asked = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  const { status, stdout, stderr } = spawnSync('npm', asked, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`npm sbom failed:\n${stderr}`);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  const inside = builtIn(lock);
  const sbom = JSON.parse(stdout) as Sbom;
  // npm takes the name from the folder it runs in.
  Object.assign(sbom.metadata.component, { type: 'application', name: lock.name });
  for (const component of sbom.components) {
    const forDevelopment = component.properties?.some(({ name }) => name === 'cdx:npm:package:development');
    if (inside.has(`${component.name}@${component.version}`)) component.scope = 'required';
    else if (forDevelopment) component.scope = 'excluded';
  }
  return sbom;
}

if (import.meta.main) {
  const file = process.argv[2] ?? 'sbom.json';
  const sbom = makeSbom();
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  const inProduct = sbom.components.filter(({ scope }) => scope !== 'excluded').length;
  process.stdout.write(
    `Wrote ${file}: ${sbom.components.length} packages, ${inProduct} of them in the product.\n`,
  );
}
