// The shape of each kind of store on PostgreSQL: the same steps in its words, with rights that only let the log grow.
import { type Kept, type Kind, type Step, STEPS } from './migrations.ts'

/** A name as PostgreSQL takes it, whatever letters it has. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * The statements that bring a store's schema, which stands in `search_path`, from a number of steps taken to all of
 * them. They are to be run by the owner; `service` is the role that may then use it.
 */
export function stepsFrom(kind: Kind, taken: number, schema: string, service: string): string {
  const steps = STEPS[kind].slice(taken)
  const begin = taken === 0 ? [BEGIN, `insert into store (kind) values ('${kind}');`] : []
  const kept = STEPS[kind].flatMap((step) => step.kept)
  return [
    ...begin,
    ...steps.map((step) => inPostgres(step, quoted(schema))),
    `update store set shape = ${STEPS[kind].length};`,
    rights(kept, quoted(schema), quoted(service)),
  ].join('\n')
}

/** One row: how many steps were taken, and a count of commits, whose lock every writer takes first. */
const BEGIN = `
create table store (
  one integer primary key default 1 check (one = 1), kind text not null, shape integer not null default 0,
  changes bigint not null default 0, created timestamptz not null default now());`

function inPostgres({ shape, kept }: Step, schema: string): string {
  const numbered = [...shape.matchAll(/create table (\w+) \(\s*(row|position) integer primary key/g)]
  const tables = shape
    .replace(
      /create table (\w+) \(\s*(row|position) integer primary key/g,
      'create table $1 ($2 bigint primary key default next_$1()',
    )
    .replace(/\binteger\b/g, 'bigint')
    .replace(/\bblob\b/g, 'bytea')
    .replace(/\) without rowid;/g, ');')
  return [
    ...numbered.map(([, table, column]) => nextRow(schema, table!, column!)),
    tables,
    ...kept.map((each) => keep(schema, each)),
  ].join('\n')
}

/** Numbers as SQLite gives them, after the last: a sequence would not know of rows that come with their number. */
function nextRow(schema: string, table: string, column: string): string {
  return `
create function next_${table}() returns bigint language plpgsql as
$$ begin return (select coalesce(max(${column}), 0) + 1 from ${schema}.${table}); end $$;`
}

/** Names stand whole in it, so that no caller's `search_path` gives them another meaning. */
function keep(schema: string, { table, erased }: Kept): string {
  const unless = erased
    ? `if tg_op = 'UPDATE' then
    if ${erased.change} and exists (select 1 from ${schema}.tombstone where text = encode(old.${erased.id}, 'hex'))
    then return new; end if;
  end if;`
    : ''
  return `
create function keep_${table}() returns trigger language plpgsql as
$$ begin ${unless} raise exception 'append-only'; end $$;
create trigger ${table}_kept before update or delete on ${table} for each row execute function keep_${table}();
create trigger ${table}_whole before truncate on ${table} execute function keep_${table}();`
}

/** All is the service's to use, but what only grows, and what the store says of itself. */
function rights(kept: readonly Kept[], schema: string, service: string): string {
  return [
    `grant usage on schema ${schema} to ${service};`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${service};`,
    `revoke insert, update, delete on store from ${service};`,
    `grant update (changes) on store to ${service};`,
    ...kept.flatMap(({ table, erased }) => [
      `revoke update, delete on ${table} from ${service};`,
      ...(erased ? [`grant update (${erased.columns.join(', ')}) on ${table} to ${service};`] : []),
    ]),
  ].join('\n')
}
