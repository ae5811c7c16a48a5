import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import { newId } from '../../src/lib/platform/ids.ts';
import { periodOf } from '../../src/lib/platform/period.ts';

type Value = string | number | null;
type Row = Record<string, Value>;

/** Puts rows into a table, many at a time. */
export interface Filler {
  fill(table: string, rows: Iterable<Row>): Promise<void>;
  /** Makes all points findable by their words, as a release does. */
  indexPoints(): Promise<void>;
  close(): Promise<void>;
}

export function fillSqlite(file: string): Filler {
  const connection = new SqliteFile(file);
  connection.pragma('journal_mode=WAL');
  connection.pragma('synchronous=OFF');
  return {
    async fill(table, rows) {
      let insert: SqliteFile.Statement | null = null;
      connection.exec('begin');
      for (const row of rows) {
        insert ??= connection.prepare(
          `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
            .map(() => '?')
            .join(', ')})`,
        );
        insert.run(Object.values(row));
      }
      connection.exec('commit');
    },
    async indexPoints() {
      connection.exec(`insert into point_search (words, authority, authority_id, point_id)
        select text, 'a' || lower(hex(authority_id)), authority_id, point_id from points
        where state = 'released' order by released_at, point_id`);
    },
    async close() {
      connection.pragma('wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  };
}

const TOGETHER = 20_000;

export async function fillPostgresql(url: string): Promise<Filler> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = off');
  const insert = async (table: string, rows: Row[]) => {
    const columns = Object.keys(rows[0] ?? {});
    const types = columns.map((name) => (typeof rows[0]?.[name] === 'number' ? 'int' : 'text'));
    const unnested = types.map((type, place) => `$${place + 1}::${type}[]`).join(', ');
    await client.query(
      `insert into ${table} (${columns.join(', ')}) select * from unnest(${unnested})`,
      columns.map((name) => rows.map((row) => row[name])),
    );
  };
  return {
    async fill(table, rows) {
      let waiting: Row[] = [];
      for (const row of rows) {
        waiting.push(row);
        if (waiting.length < TOGETHER) continue;
        await insert(table, waiting);
        waiting = [];
      }
      if (waiting.length > 0) await insert(table, waiting);
    },
    async indexPoints() {
      await client.query(`insert into point_search select authority_id, released_at, point_id,
        to_tsvector('said_words', text || ' a' || encode(convert_to(authority_id, 'UTF8'), 'hex'))
        from points where state = 'released'`);
      // What PostgreSQL does by itself within a minute of such a change.
      await client.query('vacuum analyze');
    },
    close: () => client.end(),
  };
}

/** How many wait at each of the two queues: what a desk with a bad week behind it has. */
const WAITING = 1_000;
const MESSAGES_A_POINT = 4;
const YEARS = 4;
const YEAR = 365.25 * 86_400_000;

const themes = ['respect', 'care', 'support', 'grow'];
const commitments: Record<string, string[]> = {
  respect: ['listen', 'decisions', 'meetings', 'why-in-care'],
  care: ['stable-home', 'healthy', 'keep-contact', 'rights'],
  support: ['named-teacher', 'fewer-moves', 'hobbies', 'dreams'],
  grow: ['in-charge', 'skills', 'citizenship', 'skills'],
};
const bands = ['', 'under-10', '10-12', '13-15', '16-17', '18-20'];
const who = [
  'Young people',
  'Some of us',
  'A few people',
  'Many of us',
  'Children in foster homes',
  'Care leavers',
];
const want = ['want', 'ask for', 'would like', 'need', 'say there should be', 'hope for'];
const what = [
  'more time with brothers and sisters',
  'a say in meetings',
  'the same social worker',
  'help with money',
  'a quiet place to study',
  'to be asked before a move',
  'someone who listens',
  'food they know',
  'a key to their own room',
  'trips in the holidays',
  'help to find a first home',
  'to see their own plan',
];
const why = [
  'because it matters',
  'so that it feels like home',
  'and not to wait for months',
  'every week',
  'near school',
  'soon',
];
/** Words in one point of so many: the rare ones that a search is for. */
const rare = ['trampoline', 'clarinet', 'observatory', 'skateboard', 'beekeeping', 'origami'];
const RARE_EVERY = 9_973;

export interface Made {
  from: Date;
  messages: number;
  points: number;
}

const pad = (text: string) => text.padEnd(43, 'x').slice(0, 43);

/**
 * A desk's history of some years up to `now`: every message with its first words (sealed bytes of nobody's) and its
 * wraps, four to a point, points with their commitments and voices, all but the newest long dealt with.
 */
export async function makeDesk(
  filler: Filler,
  authorityId: string,
  messages: number,
  now: Date,
): Promise<Made> {
  const points = Math.floor(messages / MESSAGES_A_POINT);
  const from = new Date(now.getTime() - YEARS * YEAR);
  const step = (now.getTime() - from.getTime()) / messages;
  const timeOf = (place: number) => new Date(from.getTime() + place * step);
  const ids = Array.from({ length: messages }, (_, place) => newId(timeOf(place)));
  const pick = <One>(list: readonly One[], place: number): One => list[place % list.length]!;
  const themeOf = (point: number) => pick(themes, Math.floor(point / 3));
  const pointIds = Array.from({ length: points }, (_, place) => newId(timeOf(place * MESSAGES_A_POINT)));
  const releasedAt = (point: number) => timeOf(point * MESSAGES_A_POINT + 3).toISOString();
  const sealed = 'A'.repeat(360);
  const isWaiting = (place: number) => place >= messages - 2 * WAITING;
  const stageOf = (place: number) =>
    !isWaiting(place) ? 'closed' : place % 2 === 0 ? 'awaiting-screening' : 'awaiting-moderation';
  const languageOf = (place: number) => pick(['en', 'en', 'en', 'ar', 'pl', 'ti'], place);

  function* messageRows(): Iterable<Row> {
    for (const [place, message_id] of ids.entries())
      yield {
        authority_id: authorityId,
        message_id,
        received_at: timeOf(place).toISOString(),
        lang: languageOf(place),
        theme_id: pick(themes, place),
        wants_answer: place % 2,
        danger: place % 97 === 0 ? 1 : 0,
        looked: 1,
        reply_waiting: 0,
        wants_person: place % 53 === 0 && isWaiting(place) ? 1 : 0,
        stage: stageOf(place),
        stage_since: timeOf(place).toISOString(),
        version: 4,
        idem_hash: pad(`i${place}`),
        payload_mac: pad(`p${place}`),
        receipt_lookup: pad(`r${place}`),
        age_band: pick(bands, place) || null,
        awaiting_since: stageOf(place) === 'awaiting-screening' ? timeOf(place).toISOString() : null,
        person_asked_at: place % 53 === 0 && isWaiting(place) ? timeOf(place).toISOString() : null,
      };
  }
  function* entryRows(): Iterable<Row> {
    for (const [place, message_id] of ids.entries())
      yield {
        authority_id: authorityId,
        message_id,
        entry_id: message_id,
        kind: 'said',
        at: timeOf(place).toISOString(),
        sealed,
        sealed_as: 'first',
        detail: stageOf(place) === 'awaiting-screening' ? 'awaiting' : 'passed',
      };
  }
  function* keyRows(): Iterable<Row> {
    for (const record_id of ids)
      for (const reader_kind of ['authority', 'receipt'])
        yield {
          authority_id: authorityId,
          record_id,
          reader_kind,
          reader_id: reader_kind,
          kid: 'k',
          wrapped_dek: 'B'.repeat(120),
        };
  }
  function* pointRows(): Iterable<Row> {
    for (const [place, point_id] of pointIds.entries()) {
      const word = place % RARE_EVERY === 5 ? ` with a ${pick(rare, Math.floor(place / RARE_EVERY))}` : '';
      const text = `${pick(who, place)} ${pick(want, Math.floor(place / 5))} ${pick(what, Math.floor(place / 7))}${word} ${pick(why, Math.floor(place / 11))}.`;
      yield {
        authority_id: authorityId,
        point_id,
        theme_id: themeOf(place),
        text,
        state: 'released',
        voices: MESSAGES_A_POINT,
        drafted_by: 'made-up',
        drafted_at: releasedAt(place),
        released_by: 'made-up-2',
        released_at: releasedAt(place),
        version: 2,
      };
    }
  }
  function* commitmentRows(): Iterable<Row> {
    for (const [place, point_id] of pointIds.entries())
      yield { authority_id: authorityId, point_id, commitment_id: pick(commitments[themeOf(place)]!, place) };
  }
  function* sourceRows(): Iterable<Row> {
    for (const [place, message_id] of ids.entries()) {
      const point_id = pointIds[Math.floor(place / MESSAGES_A_POINT)];
      if (point_id && !isWaiting(place)) yield { authority_id: authorityId, point_id, message_id };
    }
  }
  function* voiceRows(): Iterable<Row> {
    for (const place of ids.keys()) {
      const point = Math.floor(place / MESSAGES_A_POINT);
      const point_id = pointIds[point];
      if (!point_id) continue;
      yield {
        authority_id: authorityId,
        period: periodOf(new Date(releasedAt(point))).id,
        theme_id: themeOf(point),
        point_id,
        voice: pad(`v${place}`),
        known: place % 3 === 0 ? 1 : 0,
        channel: place % 3 === 0 ? 'signed-in' : 'receipt',
        language: languageOf(place),
        age_band: pick(bands, place),
        area: pick(['in-area', 'in-area', 'elsewhere', ''], place),
      };
    }
  }
  await filler.fill('messages', messageRows());
  await filler.fill('thread_entries', entryRows());
  await filler.fill('record_keys', keyRows());
  await filler.fill('points', pointRows());
  await filler.fill('point_commitments', commitmentRows());
  await filler.fill('point_sources', sourceRows());
  await filler.fill('point_voices', voiceRows());
  await filler.indexPoints();
  return { from, messages, points };
}
