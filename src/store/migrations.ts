// The shape of each kind of store, as the steps that lead to it. A step that shipped never changes.

export type Kind = 'table' | 'room' | 'directory'

/** A table whose rows stay as they were written. Some may be blanked, once the id in a column has a tombstone. */
export interface Kept {
  readonly table: string
  readonly erased?: { readonly id: string; readonly change: string; readonly columns: readonly string[] }
}

/** One step: tables in words that every engine understands, but for types, and which of them only grow. */
export interface Step {
  readonly shape: string
  readonly kept: readonly Kept[]
}

const discussion = `
create table thread (
  row integer primary key, id text not null unique, sop text not null, anchor text not null,
  state text not null, by text not null, time text not null);
create index thread_by_state on thread (sop, state, row);
create index thread_by_sop on thread (sop, row);
create table comment (
  row integer primary key, id text not null unique, thread text not null references thread (id),
  by text not null, time text not null, withdrawn integer not null, mentions text not null,
  salt text not null, body text not null, earlier text not null);
create index comment_by_thread on comment (thread, row);`

const log = `
create table entry (
  seq integer primary key, type text not null, by text not null, hash blob not null, bytes text not null);
create index entry_by_type on entry (type, seq);
create table idempotency (
  key_hash text primary key, until text not null, request_hash text not null,
  status integer not null, result text not null);
create index idempotency_by_until on idempotency (until);`

const table = `
create table sop (
  id text primary key, stage text not null, procedure text not null, negotiated text not null,
  archived integer not null, reopened integer not null);
create table party (
  delegation text primary key, kind text not null, state text not null, preset text, until text,
  comments integer not null);
create table withheld (delegation text not null, key text not null, primary key (delegation, key));
create table used_key (key text primary key) without rowid;

create table text (row integer primary key, id blob not null unique, bytes blob not null);
create table content (row integer primary key, id blob not null unique, bytes blob not null);
create table node (
  row integer primary key, id blob not null unique, content integer not null references content (row),
  children blob not null);
create table version (
  number integer primary key, id blob not null unique, root integer not null references node (row), parents blob not null,
  by text not null, time text not null, act text not null,
  message blob not null, message_salt text, message_text text);

create table approval (
  id text primary key, number integer not null, revision text not null, delegation text not null,
  act text not null, seq integer not null, withdraws text, body text not null);
create index approval_by_seq on approval (seq);
create table act_name (approval text primary key references approval (id), prepared text, confirmed text);
create table decision (
  row integer primary key, id text not null unique, kind text not null, by text not null,
  state text not null, time text not null, payload text not null);
create table answer (
  decision text not null references decision (id), delegation text not null, answer text not null,
  reason text, time text not null, primary key (decision, delegation));
create table guard_claim (
  row integer primary key, id text not null unique, place text not null, text text not null,
  reason text not null, by text not null, time text not null);
create table hidden (text text primary key, by text not null, decision text, time text not null);
create table tombstone (text text primary key, time text not null);
${discussion}
${log}`

const keptInTable: readonly Kept[] = [
  ...['content', 'node', 'approval', 'tombstone', 'entry'].map((name) => ({ table: name })),
  {
    table: 'text',
    erased: {
      id: 'id',
      change: 'new.row = old.row and new.id = old.id and length(new.bytes) = 0',
      columns: ['bytes'],
    },
  },
  {
    table: 'version',
    erased: {
      id: 'message',
      change: `new.number = old.number and new.id = old.id and new.root = old.root and new.parents = old.parents
  and new."by" = old."by" and new.time = old.time and new.act = old.act and new.message = old.message
  and new.message_salt is null and new.message_text is null`,
      columns: ['message_salt', 'message_text'],
    },
  },
]

const room = `
create table member (
  row integer primary key, id text not null unique, name text not null, login text not null unique,
  seat text, until text, active integer not null, language text not null, secret text);
create table role (member text not null references member (id), sop text not null, role text not null,
  primary key (member, sop, role));
create table invitation (
  hash text primary key, member text not null unique references member (id), until text not null);
create table session (
  hash text primary key, id text not null unique, member text not null references member (id),
  created text not null, until text not null, agent text not null);
create index session_by_member on session (member);
create table token (
  hash text primary key, id text not null unique, member text not null references member (id),
  name text not null, scopes text not null, created text not null, until text not null);
create index token_by_member on token (member);
create table sign_in (login text primary key, failures integer not null, until text not null);
create table author (act text primary key, member text not null) without rowid;
create table applied (sop text not null, text text not null, primary key (sop, text));
create table visit (member text not null, sop text not null, version integer not null,
  primary key (member, sop));
${discussion}
${log}`

/** How a member wants Thai figures and years shown, for all of the member's browsers. */
const shown = `
alter table member add column digits text;
alter table member add column era text;`

/** Who is told outside the workspace: receivers of events, digests by e-mail; and who is connected. */
const told = `
alter table member add column email text;
alter table member add column digest text;
create table webhook (
  row integer primary key, id text not null unique, name text not null, url text not null, zones text not null,
  secret text not null, state text not null, created text not null, failures integer not null,
  failing text, outcome text, status integer, next text, delivered text, holder text, lease text);
create table webhook_position (webhook text not null references webhook (id), log text not null,
  position integer not null, primary key (webhook, log));
create table digest (
  member text primary key references member (id), secret text not null, period text not null,
  tries integer not null, next text, holder text, lease text);
create table digest_position (member text not null references member (id), log text not null,
  position integer not null, primary key (member, log));
create table presence (node text not null, member text not null, sop text not null, until text not null,
  primary key (node, member, sop));`

/** What a row says is told from what a disk made of it by a sum that it carries; a thread counts its comments. */
const summed = (...tables: string[]) =>
  [
    ...tables.map((table) => `alter table ${table} add column sum text;`),
    'alter table thread add column said integer;',
  ].join('\n')

const directory = `
create table delegation (
  row integer primary key, code text not null unique, kind text not null, names text not null);
create table sop (position integer primary key, id text not null unique);
create table access (sop text not null references sop (id), delegation text not null references delegation (code),
  primary key (sop, delegation));
create index access_by_delegation on access (delegation);`

/** Each kind's steps in order; a store counts those that it has taken. */
export const STEPS: Readonly<Record<Kind, readonly Step[]>> = {
  table: [
    { shape: table, kept: keptInTable },
    {
      shape: summed('sop', 'party', 'version', 'thread', 'comment', 'decision', 'answer', 'approval'),
      kept: [],
    },
  ],
  room: [
    { shape: room, kept: [{ table: 'entry' }] },
    { shape: shown, kept: [] },
    { shape: told, kept: [] },
    { shape: summed('thread', 'comment'), kept: [] },
  ],
  directory: [{ shape: directory, kept: [] }],
}

/** The steps as SQLite takes them; a store's `user_version` counts those it has taken. */
export const MIGRATIONS: Readonly<Record<Kind, readonly string[]>> = {
  table: STEPS.table.map(forSqlite),
  room: STEPS.room.map(forSqlite),
  directory: STEPS.directory.map(forSqlite),
}

function forSqlite({ shape, kept }: Step): string {
  return [shape, ...kept.map(keep)].join('\n')
}

function keep({ table, erased }: Kept): string {
  const unless = erased
    ? ` when not (
  ${erased.change} and exists (select 1 from tombstone where text = lower(hex(old.${erased.id}))))`
    : ''
  return `
create trigger ${table}_not_changed before update on ${table}${unless} begin select raise(abort, 'append-only'); end;
create trigger ${table}_not_deleted before delete on ${table} begin select raise(abort, 'append-only'); end;`
}

/** Marks a file as ours and of its kind (`application_id`): "SOP" and a letter. */
export const MARKS: Readonly<Record<Kind, number>> = {
  table: 0x534f5054,
  room: 0x534f5052,
  directory: 0x534f5044,
}
