# Dumps and restores that go wrong on purpose, to be sourced. The container's environment says how:
#
#   STANDIN_DUMP=slow        takes STANDIN_DUMP_SECONDS (10), says each second how far it is, and the file grows meanwhile
#                fails       an error, and half a file
#                no-space    the error of a full disk, and half a file
#                truncated   half a file, as if all were well
#                empty       an empty file, as if all were well
#   STANDIN_RESTORE=fails    an error

# misdump FILE COMMAND…: COMMAND writes FILE; 3 for "fails", 4 for "no-space". Says "progress DONE OF" meanwhile.
misdump() {
  dump=$1
  shift
  "$@" || return 1
  case ${STANDIN_DUMP:-} in
    '') ;;
    slow) grow "${STANDIN_DUMP_SECONDS:-10}" ;;
    fails) halve && return 3 ;;
    no-space) halve && return 4 ;;
    truncated) halve ;;
    empty) : >"$dump" ;;
    *)
      echo "there is no STANDIN_DUMP=$STANDIN_DUMP" >&2
      return 1
      ;;
  esac
}

halve() { head -c "$(($(stat -c %s "$dump") / 2))" "$dump" >"$dump.half" && mv "$dump.half" "$dump"; }

# grow SECONDS: writes the file once more, a piece each second.
grow() {
  cp "$dump" "/tmp/whole.$$"
  piece=$(($(stat -c %s "$dump") / $1))
  second=0
  {
    while [ "$second" -lt "$1" ]; do
      dd bs="$piece" count=1 2>/dev/null
      sleep 1
      second=$((second + 1))
      progress "$second" "$1" >&3
    done
    cat
  } 3>&1 <"/tmp/whole.$$" >"$dump"
  rm -f "/tmp/whole.$$"
}

# pg_misdump FILE COMMAND…: the same in the words of pg_dump; 1 for any error.
pg_misdump() {
  misdump "$@"
  case $? in
    0) return 0 ;;
    3) echo "pg_dump: error: query failed: ERROR:  this stand-in's dumps fail" >&2 ;;
    4) echo "pg_dump: error: could not write to output file: No space left on device" >&2 ;;
  esac
  return 1
}

progress() { echo "pg_dump: dumping contents of table \"public.packages\", part $1 of $2"; }

pg_misrestore() {
  [ "${STANDIN_RESTORE:-}" != fails ] || {
    echo "pg_restore: error: could not execute query: ERROR:  this stand-in's restores fail" >&2
    return 1
  }
}
