# The statements of the stand-in SQL Server, to be sourced by sqlcmd: backing up, restoring, and what belongs to it.
. /usr/local/standin/archive
. /usr/local/standin/misdump

# message NUMBER TEXT…: an error of severity 16.
message() {
  echo "Msg $1, Level ${level:-16}, State 1, Server $(hostname), Line 1"
  shift
  echo "$*"
  failed=yes
}

# ends VERB: what follows each error of a backup or a restore.
ends() { message 3013 "$1 is terminating abnormally."; }

# matches PATTERN: whether the statement is one of these; what its groups matched is in $one, $two and $three.
matches() {
  groups=$(printf '%s\n' "$statement" | sed -nE "s~^$1()()()\$~<\1\n\2\n\3~Ip")
  [ -n "$groups" ] || return 1
  {
    read -r one
    read -r two
    read -r three
  } <<END
$groups
END
  one=${one#<}
}

name='\[?([A-Za-z0-9_-]+)\]?'
disk="DISK ?= ?N?'([^']+)'"

execute() {
  if matches "BACKUP DATABASE $name TO $disk WITH FORMAT((, ?[A-Z_]+( ?= ?[0-9]+)?)*)"; then
    back_up
  elif matches "RESTORE VERIFYONLY FROM $disk"; then
    verify
  elif matches "RESTORE DATABASE $name FROM $disk WITH FILE ?= ?1, ?NOUNLOAD, ?STATS ?= ?[0-9]+(, ?REPLACE)?"; then
    restore
  elif matches "ALTER DATABASE $name SET SINGLE_USER WITH ROLLBACK IMMEDIATE"; then
    known 5011 && single_user
  elif matches "ALTER DATABASE $name SET MULTI_USER"; then
    known 5011 && rm -f "$data/$one.single" "$sessions/$one.user"
  elif matches "CREATE DATABASE $name( COLLATE [A-Za-z0-9_]+)?"; then
    if exists "$one"; then
      message 1801 "Database '$one' already exists. Choose a different database name."
    else
      mkdir "$data/$one"
    fi
  elif matches 'SELECT ([0-9]+)'; then
    [ "$headings" = -1 ] || printf '%s\n' '           ' '-----------'
    [ -n "$plain" ] || one=$(printf '%11s' "$one")
    printf '%s\n\n(1 rows affected)\n' "$one"
  elif ! matches 'USE \[?master\]?' && ! matches 'SET NOCOUNT ON'; then
    level=15
    message 102 "Incorrect syntax near '${statement%% *}'."
    level=''
  fi
}

# known NUMBER: whether there is such a database.
known() {
  exists "$one" || {
    message "$1" "Database '$one' does not exist. Make sure that the name is entered correctly."
    return 1
  }
}

progress() { echo "$(($1 * 100 / $2)) percent processed."; }

all_of_it() { for ten in 1 2 3 4 5 6 7 8 9 10; do progress "$ten" 10; done; }

# done_with VERB FILE
done_with() {
  pages=$(($(stat -c %s "$2") / 8192 + 1))
  echo "Processed $pages pages for database '$one', file '$one' on file 1."
  echo "$1 successfully processed $pages pages in 0.042 seconds (67.336 MB/sec)."
}

back_up() {
  verb='BACKUP DATABASE'
  if ! known 911; then
    ends "$verb"
    return
  elif [ -e "$data/$one.restoring" ]; then
    message 927 "Database '$one' cannot be opened. It is in the middle of a restore."
    ends "$verb"
    return
  elif [ ! -d "${two%/*}" ]; then
    message 3201 "Cannot open backup device '$two'. Operating system error 3(The system cannot find the path specified.)."
    ends "$verb"
    return
  fi
  misdump "$two" pack TAPE "$one" "$data/$one" "$two"
  case $? in
    0)
      [ "${STANDIN_DUMP:-}" = slow ] || all_of_it
      done_with "$verb" "$two"
      ;;
    4)
      message 3202 "Write on \"$two\" failed: 112(There is not enough space on the disk.)"
      ends "$verb"
      ;;
    *)
      message 3271 "A nonrecoverable I/O error occurred on file \"$two\": 31(this stand-in's backups fail)."
      ends "$verb"
      ;;
  esac
}

# readable VERB FILE: whether it is a backup.
readable() {
  if [ ! -f "$2" ]; then
    message 3201 "Cannot open backup device '$2'. Operating system error 2(The system cannot find the file specified.)."
  elif ! describe TAPE "$2"; then
    message 3241 "The media family on device '$2' is incorrectly formed. SQL Server cannot process this media family."
  else
    return 0
  fi
  ends "$1"
  return 1
}

verify() {
  readable 'VERIFY DATABASE' "$one" || return
  if whole "$one"; then
    echo "The backup set on file 1 is valid."
  else
    message 3203 "Read on \"$one\" failed: 38(Reached the end of the file.)"
    ends 'VERIFY DATABASE'
  fi
}

restore() {
  verb='RESTORE DATABASE'
  readable "$verb" "$two" || return
  if connected "$one"; then
    message 3101 "Exclusive access could not be obtained because the database is in use."
  elif exists "$one" && [ -z "$three" ] && [ "$packed_name" != "$one" ]; then
    message 3154 "The backup set holds a backup of a database other than the existing '$one' database."
  else
    rm -f "$data/$one.single"
    : >"$data/$one.restoring"
    if [ "${STANDIN_RESTORE:-}" = fails ]; then
      progress 1 2
      message 3183 "RESTORE detected an error on page (1:42) in database \"$one\" as read from the backup set."
    elif ! unpack "$two" "$data/$one"; then
      message 3203 "Read on \"$two\" failed: 38(Reached the end of the file.)"
    else
      rm -f "$data/$one.restoring"
      all_of_it
      done_with "$verb" "$two"
      return
    fi
  fi
  ends "$verb"
}

# single_user: this sqlcmd is the one, and who was connected is not any more.
single_user() {
  echo $$ >"$sessions/$one.user"
  : >"$data/$one.single"
  if connected "$one"; then
    kill -KILL "$process"
    rm -f "$sessions/$one"
    echo "Nonqualified transactions are being rolled back. Estimated rollback completion: 100%."
  fi
}
