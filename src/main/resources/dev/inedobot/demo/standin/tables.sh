# A database in PostgreSQL, to be sourced: tables, through the server that the PG… variables name.

# sql [OPTION…]: what the server answers to the statements on standard input.
sql() { "$bin/psql" -X -q -A -t -w -v ON_ERROR_STOP=1 "$@"; }

# trouble: what is wrong with the connection, nothing if nothing is. To find out that a name is nobody's takes longer.
trouble() { timeout 3 "$bin/pg_isready" -q -t 3 || echo 'The database server does not answer'; }

has_schema() { [ "$(echo "select to_regclass('standin') is not null" | sql)" = t ]; }

create_store() {
  sql -v schema="$1" <<END
begin;
create table standin (name text primary key, value text not null);
create table history (at timestamptz not null default now(), line text not null);
create table rows (name text primary key);
create table packages as select n as id, md5(random()::text) as content from generate_series(1, 1000) n;
insert into standin values ('installation', substr(md5(random()::text), 1, 24)), ('schema', :'schema');
commit;
END
}

alter_store() { echo "alter table packages add column if not exists new_in_$1 text" | sql; }

get() { echo "select value from standin where name = :'name'" | sql -v name="$1"; }

put() {
  echo "insert into standin values (:'name', :'value') on conflict (name) do update set value = excluded.value" |
    sql -v name="$1" -v value="$2" || fail "cannot write to the database"
}

drop() { echo "delete from standin where name = :'name'" | sql -v name="$1"; }

note() { echo "insert into history (line) values (:'line')" | sql -v line="$1"; }

installation() { get installation; }

add_row() { echo "insert into rows values (:'name') on conflict do nothing" | sql -v name="$1"; }

list_rows() { echo 'select name from rows order by name' | sql; }

dump_to() { "$bin/pg_dump" -w -Fc -f "$1"; }

# restore_from FILE: into a database of the same schema that nobody has written to.
restore_from() {
  theirs=$("$bin/pg_restore" --data-only --table=standin -f - "$1") || return
  may_restore "$(echo "$theirs" | grep -E '^(schema|upgrading)' | sort | tail -n 1 | cut -f 2)" || return
  "$bin/pg_restore" -w --clean --if-exists --single-transaction --exit-on-error -d "$PGDATABASE" "$1" &&
    note "restored from $1"
}
