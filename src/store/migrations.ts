// The shape of each kind of store on SQLite, as the steps that lead to it. A step that shipped never changes.

export type Kind = 'table' | 'room' | 'directory'

/** Rows that stay as they were written, enforced by the engine. */
function keep(table: string): string {
  return `
create trigger ${table}_not_changed before update on ${table} begin select raise(abort, 'append-only'); end;
create trigger ${table}_not_deleted before delete on ${table} begin select raise(abort, 'append-only'); end;`
}

/** As `keep`, but words may be blanked, in the way that `change` allows, once the id in a column has a tombstone. */
function keepUnlessErased(table: string, change: string, column: string): string {
  return `
create trigger ${table}_not_changed before update on ${table} when not (
  ${change} and exists (select 1 from tombstone where text = lower(hex(old.${column}))))
begin select raise(abort, 'append-only'); end;
create trigger ${table}_not_deleted before delete on ${table} begin select raise(abort, 'append-only'); end;`
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
create index idempotency_by_until on idempotency (until);
${keep('entry')}`

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
${log}
${keep('content')}
${keep('node')}
${keep('approval')}
${keep('tombstone')}
${keepUnlessErased('text', `new.row = old.row and new.id = old.id and length(new.bytes) = 0`, 'id')}
${keepUnlessErased(
  'version',
  `new.number = old.number and new.id = old.id and new.root = old.root and new.parents = old.parents
  and new.by = old.by and new.time = old.time and new.act = old.act and new.message = old.message
  and new.message_salt is null and new.message_text is null`,
  'message',
)}`

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

const directory = `
create table delegation (
  row integer primary key, code text not null unique, kind text not null, names text not null);
create table sop (position integer primary key, id text not null unique);
create table access (sop text not null references sop (id), delegation text not null references delegation (code),
  primary key (sop, delegation));
create index access_by_delegation on access (delegation);`

/** Each kind's steps in order; a store's `user_version` counts those it has taken. */
export const MIGRATIONS: Readonly<Record<Kind, readonly string[]>> = {
  table: [table],
  room: [room, shown],
  directory: [directory],
}

/** Marks a file as ours and of its kind (`application_id`): "SOP" and a letter. */
export const MARKS: Readonly<Record<Kind, number>> = {
  table: 0x534f5054,
  room: 0x534f5052,
  directory: 0x534f5044,
}
