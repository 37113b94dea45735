# The PostgreSQL server of this container, to be sourced. It won't run as root. Its socket is where only this container
# reaches it; it does without what keeps data through a power cut.

for bin in /usr/lib/postgresql/*/bin; do :; done
postgres=''

# start_postgres DIRECTORY [OPTION…]: makes a cluster in it if there is none, and returns when the server answers.
start_postgres() {
  cluster=$1
  shift
  mkdir -p "$cluster" && chown postgres:postgres "$cluster" && chmod 700 "$cluster" || fail "cannot write to $cluster"
  [ -e "$cluster/PG_VERSION" ] || make_cluster
  start-stop-daemon -S -q -c postgres:postgres -x "$bin/postgres" -- -D "$cluster" -k /dev/shm \
    -c fsync=off -c full_page_writes=off -c autovacuum=off -c jit=off -c shared_buffers=16MB -c max_connections=30 "$@" &
  postgres=$!
  tries=300
  until "$bin/pg_isready" -q -h /dev/shm; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] && kill -0 "$postgres" 2>/dev/null || fail "the database server did not start"
    pause 0.1
  done
}

# make_cluster: PG_VERSION comes last, so that one that was interrupted is made anew.
make_cluster() {
  log INFO "Initializing the database server's files..."
  (cd "$cluster" && rm -rf .new base global pg_* postgresql.*)
  mkdir "$cluster/.new" && chown postgres:postgres "$cluster/.new" || fail "cannot write to $cluster"
  start-stop-daemon -S -q -c postgres:postgres -x "$bin/initdb" -- -D "$cluster/.new" -U postgres -A trust \
    -E UTF8 --locale=C --no-sync >/dev/shm/initdb.log 2>&1 || {
    cat /dev/shm/initdb.log
    fail "the database server's files could not be made"
  }
  mv "$cluster/.new"/[!P]* "$cluster" && mv "$cluster/.new/PG_VERSION" "$cluster" && rmdir "$cluster/.new" ||
    fail "cannot write to $cluster"
}

stop_postgres() {
  [ -n "$postgres" ] || return 0
  kill -INT "$postgres" 2>/dev/null && wait "$postgres"
  postgres=''
}
