# Who runs on a stand-in's database directory, to be sourced. Two processes on one database would destroy a real one, so
# the second one ends with an error.
#
#   in-use       in that directory: who runs on it, with a beat each second; gone after a clean stop

in_use=$DATABASE/in-use

# Which container this is; its hostname may have been set by hand and be another container's too.
container=$(sed -n 's#.*/containers/\([0-9a-f]\{64\}\)/hostname .*#\1#p' /proc/self/mountinfo | head -n 1)
container=${container:-$(hostname)}

# started PID: when it started, in ticks since the boot, or nothing when it doesn't run.
started() { sed -n 's/.*) //p' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

owner=$container:$$:$(started $$)
mine=$in_use.$container.$$
holds=''

# held_by_other: whether a process runs on the database. One of this container is looked at, one of another container
# is given three seconds to beat: what was killed leaves its mark behind.
held_by_other() {
  read -r other host first 2>/dev/null <"$in_use" || return 1
  case $other in
    "$container":*)
      pid=${other#*:}
      [ "${pid#*:}" = "$(started "${pid%:*}")" ]
      ;;
    *)
      log WARN "The database was in use by $host; waiting to see whether it still is."
      for _ in 1 2 3 4 5 6; do
        sleep 0.5
        read -r other host beat 2>/dev/null <"$in_use" || return 1
        [ "$beat" = "$first" ] || return 0
      done
      return 1
      ;;
  esac
}

take_database() {
  mkdir -p "$DATABASE" && echo "$owner $(hostname) 0" >"$mine" || fail "cannot write to the database directory $DATABASE"
  if held_by_other; then fail "database is in use by $host"; fi
  rm -f "$in_use"
  ln "$mine" "$in_use" || fail "database is in use by another process"
  rm -f "$mine"
  holds=yes
  beat $$ &
  children="$children $!"
}

beat() {
  count=0
  while sleep 1 && [ -e "/proc/$1" ]; do
    read -r other host _ 2>/dev/null <"$in_use" || other=$owner
    if [ "$other" != "$owner" ]; then
      log ERROR "database is in use by $host as well"
      kill -USR1 "$1"
      return
    fi
    count=$((count + 1))
    echo "$owner $(hostname) $count" >"$mine" && mv "$mine" "$in_use"
  done
}

# release_database: after stop_children, or the beat would mark it again.
release_database() {
  rm -f "$mine"
  [ -n "$holds" ] && read -r other _ <"$in_use" && [ "$other" = "$owner" ] && rm -f "$in_use"
}
