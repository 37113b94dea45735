# The command "database" of ProGet 2025 and later, to be sourced: "dump" to a file and "restore" from one, by pg_dump and
# pg_restore or in their way. Both go over a connection, so that a database server has to run.

# may_restore SCHEMA: whether a dump of that schema may go into this database: one of the same, fresh as after a first
# start. Into anything else a plain pg_restore would run into tables that are there already.
may_restore() {
  ours=$(schema)
  if [ -z "$1" ] || [ -z "$ours" ]; then
    echo "pg_restore: error: no database of $TITLE on either side" >&2
  elif [ "$1" != "$ours" ]; then
    echo "pg_restore: error: the dump has schema $1 and the database $ours" >&2
  elif [ -n "$(list_rows)" ]; then
    echo 'pg_restore: error: could not execute query: ERROR:  relation "rows" already exists' >&2
  else
    return 0
  fi
  return 1
}

database_command() {
  operation=${1:-} file=''
  [ $# -eq 0 ] || shift
  for option in "$@"; do
    case $option in
      --file=?*) file=${option#--file=} ;;
      *)
        echo "database: unknown option $option" >&2
        return 2
        ;;
    esac
  done
  case $operation/$file in
    dump/*)
      file=${file:-$PRODUCT-$(date -u +%Y%m%d-%H%M%S).ahdbexp}
      . /usr/local/standin/misdump
      pg_misdump "$file" dump_to "$file" && echo "The database was dumped to $file."
      ;;
    restore/?*)
      . /usr/local/standin/misdump
      pg_misrestore && restore_from "$file" && echo "The database was restored from $file."
      ;;
    *)
      echo "database: dump [--file=FILE], restore --file=FILE" >&2
      return 2
      ;;
  esac
}
