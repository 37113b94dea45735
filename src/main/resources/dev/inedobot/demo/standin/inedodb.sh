#!/bin/sh
# The command of the stand-in InedoDB: "create NAME", "dump NAME [--outfile=FILE]", "restore NAME --infile=FILE". A restore
# replaces the tables that are there.
. /usr/local/standin/misdump
for bin in /usr/lib/postgresql/*/bin; do :; done
export PGHOST=/dev/shm PGUSER=postgres

usage() {
  echo "inedodb: create NAME, dump NAME [--outfile=FILE], restore NAME --infile=FILE" >&2
  exit 2
}

command=${1:-} name='' file=''
[ $# -eq 0 ] || shift
for word in "$@"; do
  case $command/$word in
    */--name=?*) name=${word#--name=} ;;
    dump/--outfile=?* | restore/--infile=?*) file=${word#*=} ;;
    */-*) usage ;;
    *) name=$word ;;
  esac
done
[ -n "$name" ] || usage

case $command/$file in
  create/)
    echo "create database :\"name\"" | "$bin/psql" -X -q -w -v ON_ERROR_STOP=1 -v name="$name" -d postgres &&
      echo "Database $name was created."
    ;;
  dump/*)
    file=${file:-$name-$(date -u +%Y%m%d-%H%M%S).ahdbexp}
    pg_misdump "$file" "$bin/pg_dump" -w -Fc -f "$file" "$name" && echo "Database $name was dumped to $file."
    ;;
  restore/?*)
    pg_misrestore &&
      "$bin/pg_restore" -w --clean --if-exists --single-transaction --exit-on-error -d "$name" "$file" &&
      echo "Database $name was restored from $file."
    ;;
  *) usage ;;
esac
