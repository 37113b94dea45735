#!/bin/sh
# The service executable of a stand-in: "run" serves until TERM, "upgradedb" upgrades the database and exits, "database"
# dumps and restores it. 0 is a clean end, anything else a failure whose reason has been said.
set -u
. /usr/local/standin/tag
. /usr/local/standin/process
. /usr/local/standin/store
. /usr/local/standin/guard
. /usr/local/standin/database

fail() {
  log ERROR "$1"
  end
  exit 1
}

# end: the mark that the database is in use goes last.
end() {
  close_store
  stop_children
  release_database
}

# What each answer goes by, for it is a process of its own: starting or running.
state=/dev/shm/standin-state

stopped=0
stop() {
  log INFO "Stopping $TITLE service."
  end
  log INFO "$TITLE service stopped."
  exit "$stopped"
}

# The ports of the http:// addresses in ASPNETCORE_URLS, 80 without it.
ports() { echo "${ASPNETCORE_URLS:-http://*:80}" | tr ';' '\n' | sed -n 's#^ *http://[^/]*:\([0-9]*\)/*$#\1#p'; }

listen() {
  for port in $(ports); do
    {
      nc -ll -p "$port" -e /usr/local/standin/answer
      kill -USR2 $$
    } &
    children="$children $!"
    log INFO "Listening on port $port."
  done
}

open_database() {
  log INFO "$TITLE $REPORTED_VERSION ($RELEASE) - a stand-in for tests and demos, not Inedo's software."
  log INFO "Database: $where."
  take_database
  open_store
  check_schema
}

upgradedb() {
  # An upgrade that was stopped is no success.
  stopped=143
  open_database
  . /usr/local/standin/misupgrade
  misupgrade
  upgrade_database
  log INFO "The database has schema $(schema)."
  end
}

run() {
  echo starting >"$state"
  # For tests of what becomes of a secret that a product logs.
  [ -z "${STANDIN_SAYS:-}" ] || log ERROR "$STANDIN_SAYS"
  open_database
  case $TRAIT in
    CRASH_LOOP)
      begin_upgrade
      pause 1
      fail "Unhandled exception: this stand-in's release crashes at every start."
      ;;
  esac
  listen
  upgrade_database
  echo running >"$state"
  log INFO "$TITLE service started."
  if [ "$TRAIT" = DIES_LATER ]; then
    pause 3
    fail "Unhandled exception: this stand-in's release dies three seconds after every start."
  fi
  while :; do pause 3600; done
}

catch_signals() {
  case $TRAIT/${STANDIN_IGNORES_TERM:-no} in
    IGNORES_TERM/* | */yes) trap '' TERM ;;
    *) trap stop TERM INT ;;
  esac
  trap 'fail "the database is in use by another process as well"' USR1
  trap 'fail "cannot listen on the ports of ${ASPNETCORE_URLS:-http://*:80}"' USR2
}

case $COMMANDS/${1:-run} in
  */run)
    catch_signals
    run
    ;;
  */upgradedb)
    catch_signals
    upgradedb
    ;;
  *database*/database)
    shift
    . /usr/local/standin/database-command
    database_command "$@"
    ;;
  *)
    log ERROR "unknown command $1: $COMMANDS"
    exit 2
    ;;
esac
