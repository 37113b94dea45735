# What a process that serves has, to be sourced: a log, waiting, and an end that leaves nothing behind.

log() { echo "$(date -u '+%Y-%m-%d %H:%M:%S') $1: $2"; }

children='' sleeper=''
stop_children() {
  for child in $children $sleeper; do kill -KILL "$child" 2>/dev/null; done
}

# Waiting is done in the background: a shell runs its traps only between foreground commands.
pause() {
  sleep "$1" &
  sleeper=$!
  wait "$sleeper"
}
