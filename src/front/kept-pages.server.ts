import { createHash } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { keptUnder } from './public-pages.ts';
import { compress, encodingFor, type Encoding } from './encodings.server.ts';

/** Memory for kept pages; the least asked for go first. Three authorities in four languages take about 10 MB. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Answers to queries are kept apart: there is no end to what somebody may ask, and it must not push pages out. Some
 * hundreds of different questions are more than those who read open data have.
 */
const MOST_QUERIED = { answers: 400, bytes: 16 * 1024 * 1024 };

/**
 * How long a reader waits for a look at what may have changed, from the moment it may have: where the database does
 * not answer, what was last known is shown.
 */
const LOOK_PATIENCE_MS = 400;

/** How old what we know of content versions may be; another server's edit is seen after at most this long. */
const REFRESH_MS = 1_000;

type Header = [name: string, value: string];

export interface KeptPage {
  version: number;
  etag: string;
  bodies: Record<Encoding, Buffer>;
  /** Header lists as `writeHead` takes them, made once. */
  heads: Record<Encoding | 'identity' | 'unchanged', string[]>;
}

const authorityOf = (path: string): string =>
  path.slice(1, (path.indexOf('/', 1) + 1 || path.length + 1) - 1);

const sizeOf = ({ bodies }: KeptPage): number => bodies.br.length + bodies.gzip.length + 4_096;

/** Browsers that take no encoding are rare: for them it is undone again. */
const bodyOf = ({ bodies }: KeptPage, encoding: Encoding | null): Buffer =>
  encoding ? bodies[encoding] : brotliDecompressSync(bodies.br);

/**
 * Public pages, rendered and compressed once per content version. They are the same for everyone: no session is
 * looked at, nothing personal is ever in them.
 */
export class KeptPages {
  readonly #pages = new LRUCache<string, KeptPage>({ maxSize: MAX_BYTES, sizeCalculation: sizeOf });
  readonly #queried = new LRUCache<string, KeptPage>({
    max: MOST_QUERIED.answers,
    maxSize: MOST_QUERIED.bytes,
    sizeCalculation: sizeOf,
  });
  readonly #everyHeader: Header[];
  readonly #readVersions: () => Promise<Map<string, number>>;
  #versions = new Map<string, number>();
  #refreshing: Promise<boolean> | null = null;
  /** How often something may have been changed, and how often when the newest look began; and since when they differ. */
  #doubts = 1;
  #seen = 0;
  #unsureSince = Date.now();
  /** Answers given from memory, and how many of them were 304. */
  readonly served = { pages: 0, unchanged: 0 };

  constructor(everyHeader: Header[], readVersions: () => Promise<Map<string, number>>) {
    this.#everyHeader = everyHeader;
    this.#readVersions = readVersions;
  }

  /** Looks again every second, so that what another server changed is seen here. */
  start(): void {
    setInterval(() => void this.#refresh(), REFRESH_MS).unref();
  }

  /** Something may have been changed by this process: the next public page waits for a look. */
  doubt(): void {
    if (this.#seen === this.#doubts) this.#unsureSince = Date.now();
    this.#doubts += 1;
  }

  async #look(): Promise<boolean> {
    const doubts = this.#doubts;
    try {
      this.#versions = await this.#readVersions();
    } catch {
      // Without the database, what was last known goes on being served: reading must not stop.
      return false;
    }
    this.#seen = doubts;
    this.#unsureSince = Date.now();
    return true;
  }

  /** @returns whether the database answered. */
  #refresh(): Promise<boolean> {
    this.#refreshing ??= this.#look().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Until a look has been taken that began after what is in doubt now: one under way may have begun before. */
  async #catchUp(): Promise<void> {
    const doubts = this.#doubts;
    while (this.#seen < doubts) if (!(await this.#refresh())) return;
  }

  /** The same, but nobody waits long. @returns null when there is nothing to wait for. */
  #beSure(): Promise<void> | null {
    if (this.#seen === this.#doubts) return null;
    const left = this.#unsureSince + LOOK_PATIENCE_MS - Date.now();
    if (left <= 0) return null;
    return Promise.race([this.#catchUp(), new Promise<void>((resolve) => setTimeout(resolve, left))]);
  }

  /** The version a page made from now on has; null for an authority there is not. */
  async versionOf(authorityId: string): Promise<number | null> {
    await this.#beSure();
    if (!this.#versions.has(authorityId)) await this.#refresh();
    return this.#versions.get(authorityId) ?? null;
  }

  #shelfOf(key: string): LRUCache<string, KeptPage> {
    return key.includes('?') ? this.#queried : this.#pages;
  }

  /** @param key what `keptUnder` says of an address. */
  find(key: string): KeptPage | null {
    const page = this.#shelfOf(key).get(key);
    return page && page.version === this.#versions.get(authorityOf(key)) ? page : null;
  }

  /** How many answers are kept, those to queries apart. */
  get kept(): { pages: number; queried: number } {
    return { pages: this.#pages.size, queried: this.#queried.size };
  }

  /** Compresses and keeps a page. @param headers those of the page itself, its content policy among them. */
  async keep(
    path: string,
    version: number,
    body: Buffer,
    headers: Header[],
    quality: number,
  ): Promise<KeptPage> {
    const [br, gzip] = await Promise.all([compress(body, 'br', quality), compress(body, 'gzip', quality)]);
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
    const own = new Set(headers.map(([name]) => name.toLowerCase()));
    const common: Header[] = [
      ...this.#everyHeader.filter(([name]) => !own.has(name.toLowerCase())),
      ...headers,
      ['ETag', etag],
      ...(own.has('cache-control') ? [] : [['Cache-Control', 'no-cache'] as Header]),
      ['Vary', 'Accept-Encoding'],
    ];
    const head = (more: Header[]) => [...common, ...more].flat();
    const encoded = (encoding: Encoding) =>
      head([
        ['Content-Encoding', encoding],
        ['Content-Length', String((encoding === 'br' ? br : gzip).length)],
      ]);
    const page: KeptPage = {
      version,
      etag,
      bodies: { br, gzip },
      heads: {
        br: encoded('br'),
        gzip: encoded('gzip'),
        identity: head([['Content-Length', String(body.length)]]),
        unchanged: head([]).filter(
          (_, place, all) => !/^content-type$/i.test(all[place - (place % 2)] ?? ''),
        ),
      },
    };
    this.#shelfOf(path).set(path, page);
    return page;
  }

  /** The same answer, for the one reader for whom the page was made. */
  responseOf(page: KeptPage, accepted: string | null): Response {
    const encoding = encodingFor(accepted);
    const list = page.heads[encoding ?? 'identity'];
    const headers = new Headers();
    for (let place = 0; place < list.length; place += 2) headers.set(list[place]!, list[place + 1]!);
    return new Response(new Uint8Array(bodyOf(page, encoding)), { headers });
  }

  /** Answers from memory where it can. @returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse): boolean | Promise<boolean> {
    const sure = this.#beSure();
    return sure ? sure.then(() => this.#send(request, response)) : this.#send(request, response);
  }

  #send(request: IncomingMessage, response: ServerResponse): boolean {
    const key = keptUnder(request.url ?? '');
    const page = key === null ? null : this.find(key);
    if (!page) return false;
    this.served.pages += 1;
    const { headers } = request;
    if (headers['if-none-match']?.includes(page.etag.slice(2))) {
      this.served.unchanged += 1;
      response.writeHead(304, STATUS_CODES[304], page.heads.unchanged).end();
      return true;
    }
    const encoding = encodingFor(headers['accept-encoding'] as string | undefined);
    response.writeHead(200, STATUS_CODES[200], page.heads[encoding ?? 'identity']);
    if (request.method === 'HEAD') response.end();
    else response.end(bodyOf(page, encoding));
    return true;
  }
}
