#!/bin/sh
# A stand-in product's connection to the stand-in SQL Server. It sends a user, a password, a database and a command with
# its words, a line each, and gets "ok" and what the command prints, or "error" and the reason. "hold HOST" is the
# connection that lasts; there is one of it, for two products on one database would destroy a real one.
. /usr/local/standin/sql-databases
. /usr/local/standin/store-directory

refuse() {
  echo "error $1"
  exit
}
fail() { refuse "$1"; }

# hold HOST: one that has just ended gets a moment to be gone.
hold() {
  for _ in 1 2 3 4 5 6; do
    connected "$name" || break
    sleep 0.5
  done
  ! connected "$name" || refuse "database is in use by $host"
  echo "$$ $1" >"$sessions/$name"
  [ ! -e "$data/$name.single" ] || echo $$ >"$sessions/$name.user"
  echo ok
  while read -r -t 10 _; do :; done
  rm -f "$sessions/$name"
}

{ read -r -t 10 user && read -r -t 10 password && read -r -t 10 name && read -r -t 10 command words; } || exit 0
right "$user" "$password" || refuse "Login failed for user '$user'."
case $name in '' | *[!A-Za-z0-9_-]*) refuse "Cannot open database '$name' requested by the login." ;; esac
[ -d "$data/$name" ] && [ ! -e "$data/$name.restoring" ] || refuse "Cannot open database '$name' requested by the login."
! taken "$name" || refuse "Database '$name' is already open and can only have one user at a time."
DATABASE=$data/$name
case $command in
  hold) hold "$words" ;;
  put) put "${words%% *}" "${words#* }" && echo ok ;;
  create_store | get | drop | note | installation | add_row | list_rows)
    echo ok
    "$command" "$words"
    ;;
  *) refuse "there is no command '$command'" ;;
esac
