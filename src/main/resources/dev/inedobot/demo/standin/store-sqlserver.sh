# A database on a stand-in SQL Server, to be sourced: "sql-session" there says how it is asked. One connection is held for
# as long as the product runs, and what the server said to it stands in $held: nothing while it isn't there.

held=/dev/shm/standin-held
newline='
'
sql_host=${SQLSERVER%,*} sql_port=1433
case $SQLSERVER in *,*) sql_port=${SQLSERVER#*,} ;; esac

login() { printf '%s\n' "$SQLSERVER_USER" "$SQLSERVER_PASSWORD" "$SQLSERVER_DATABASE"; }

# ask WORD…: what the server answers, or 1 with the reason on standard error.
ask() {
  reply=$({
    login
    echo "$*"
  } | nc -w 5 "$sql_host" "$sql_port" 2>/dev/null)
  case $reply in
    ok) ;;
    ok*) echo "${reply#"ok$newline"}" ;;
    *)
      echo "SQL Server $sql_host: ${reply:-no answer}" >&2
      return 1
      ;;
  esac
}

# hold: keeps a connection, and takes a new one when it is lost, until the process has ended that this one is of.
hold() {
  while [ -e "/proc/$$" ]; do
    {
      login
      echo "hold $(hostname)"
      while sleep 1 && [ -e "/proc/$$" ]; do echo; done
    } | nc "$sql_host" "$sql_port" >"$held" 2>/dev/null
    read -r said _ <"$held"
    [ "$said" = error ] || : >"$held"
    sleep 1
  done
}

open_store() {
  : >"$held"
  hold &
  children="$children $!"
  tries=40
  while [ "$tries" -gt 0 ]; do
    pause 0.5
    read -r said why <"$held"
    case $said in
      ok) return ;;
      error) fail "cannot connect to the database: $why" ;;
    esac
    tries=$((tries - 1))
  done
  fail "cannot connect to the database: no SQL Server answers at $SQLSERVER"
}

close_store() { :; }

trouble() {
  read -r said why <"$held"
  [ "$said" = ok ] || echo "${why:-The SQL Server does not answer}"
}

has_schema() { [ -n "$(get schema)" ]; }
create_store() { ask create_store "$1"; }
alter_store() { :; }
get() { ask get "$1"; }
put() { ask put "$1" "$2" || fail "cannot write to the database"; }
drop() { ask drop "$1"; }
note() { ask note "$1"; }
installation() { ask installation; }
add_row() { ask add_row "$1"; }
list_rows() { ask list_rows; }

no_tool() { echo "error: this command is for PostgreSQL, and the database is on SQL Server" >&2 && return 1; }
dump_to() { no_tool; }
restore_from() { no_tool; }
