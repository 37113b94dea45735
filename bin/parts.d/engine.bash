# The engine: the one that is running, else a private one with everything under target/engine.
#
# The private one has no default bridge and leaves iptables and IP forwarding alone, so that it disturbs no other
# engine: published ports are served by docker-proxy, its containers reach each other and this machine, not the net.

engine=$target/engine
engine_pid=''
# What this engine's containers are filed under in containerd; tells its processes from another engine's.
namespace=inedobot-$(printf '%s' "$here" | cksum | cut -d' ' -f1)

# Where an engine leaves something outside its own directories.
engine_makes=(/etc/docker/key.json /etc/docker /run/docker /run/containerd /opt/containerd
  /sys/fs/cgroup/docker /sys/fs/cgroup/{cpu,cpuacct,cpuset,memory,devices,freezer,blkio,pids,systemd,unified}/docker)

# find_engine: exports INEDOBOT_ENGINE, and DOCKER_HOST if one is running.
find_engine() {
  if [[ -n ${DOCKER_HOST-} ]]; then
    [[ $DOCKER_HOST =~ ^(unix://|tcp://(localhost|127\.|\[::1\])) ]] ||
      refuse "the engine at DOCKER_HOST=$DOCKER_HOST could not pull from the registry on this machine's loopback: use one on this machine, or unset DOCKER_HOST."
    INEDOBOT_ENGINE=theirs
  elif [[ ! -S /var/run/docker.sock ]]; then
    INEDOBOT_ENGINE=private
  elif [[ ! -w /var/run/docker.sock ]]; then
    refuse "$(id -un) may not use the Docker engine at /var/run/docker.sock: join its group ($(stat -c %G /var/run/docker.sock)) or run this as root."
  elif ! has curl || answers /var/run/docker.sock; then
    INEDOBOT_ENGINE=theirs DOCKER_HOST=unix:///var/run/docker.sock
  else
    INEDOBOT_ENGINE=private
  fi
  export INEDOBOT_ENGINE DOCKER_HOST
  [[ $INEDOBOT_ENGINE == theirs || $(id -u) -eq 0 ]] ||
    refuse "no Docker engine answers at /var/run/docker.sock: start one, or set DOCKER_HOST, or run this as root for a private one."
}

# start_engine: does nothing for theirs but to see that it answers.
start_engine() {
  if [[ $INEDOBOT_ENGINE == theirs ]]; then
    local socket=${DOCKER_HOST#unix://}
    [[ $DOCKER_HOST != unix://* ]] || answers "$socket" ||
      refuse "no Docker engine answers at DOCKER_HOST=$DOCKER_HOST: start it, or unset DOCKER_HOST."
    return
  fi
  mkdir -p "$engine"
  # A socket's path may have 107 characters, and the engine adds up to 40.
  if ((${#engine} > 60)); then
    ln -s "$(mktemp -d /tmp/inedobot-engine.XXXXXX)" "$engine/run"
  else
    mkdir "$engine/run"
  fi
  local run place
  run=$(realpath "$engine/run")
  printf '{}\n' >"$engine/daemon.json"
  for place in "${engine_makes[@]}"; do [[ -e $place ]] || printf '%s\n' "$place"; done >"$engine/absent"
  detached "$target/engine.log" dockerd --config-file "$engine/daemon.json" \
    --data-root "$engine/data" --exec-root "$run/exec" --pidfile "$run/docker.pid" -H "unix://$run/docker.sock" \
    --containerd-namespace "$namespace" --containerd-plugins-namespace "$namespace-plugins" \
    --bridge=none --iptables=false --ip-forward=false --ip-masq=false
  engine_pid=$detached
  until_true 30 answers_or_ended "$run/docker.sock" && alive "$engine_pid" || {
    tail_of "$target/engine.log"
    refuse "the private Docker engine did not start within 30 s: see target/engine.log, or start Docker yourself and try again."
  }
  export DOCKER_HOST=unix://$run/docker.sock
}

answers() { api "$1" GET /version >/dev/null; }
answers_or_ended() { answers "$1" || ! alive "$engine_pid"; }
# api SOCKET METHOD PATH: one call of the engine's API; prints the answer's body.
api() { curl -sS --fail --noproxy '*' --max-time 20 --unix-socket "$1" -X "$2" "http://engine$3" 2>/dev/null; }
# ids_of SOCKET PATH: the ids in a list that the engine answers.
ids_of() { api "$1" GET "$2" | grep -o '"Id":"[0-9a-f]*"' | cut -d'"' -f4; }

# clean_up_leftovers: ends and removes what an earlier run left that was killed. The lock says that no other run lives.
clean_up_leftovers() {
  [[ -e $engine ]] || return 0
  say "cleaning up after an earlier run that was killed"
  engine_pid=$(cat "$engine/run/docker.pid" 2>/dev/null) || engine_pid=''
  alive "$engine_pid" "$engine/data" || engine_pid=''
  (set +e && remove_engine)
  [[ ! -e $engine ]] || refuse "could not clean up $engine after an earlier run: end what uses it and remove it."
}

stop_engine() {
  if [[ $INEDOBOT_ENGINE == private && -e $engine ]]; then remove_engine; fi
}

# remove_engine: containers, networks (an engine that stops leaves their bridges behind), the engine, its rest.
remove_engine() {
  local run id
  run=$(realpath -m "$engine/run")
  if alive "$engine_pid"; then
    for id in $(ids_of "$run/docker.sock" '/containers/json?all=1'); do
      api "$run/docker.sock" DELETE "/containers/$id?force=1&v=1" >/dev/null
    done
    for id in $(ids_of "$run/docker.sock" '/networks?filters=%7B%22type%22%3A%5B%22custom%22%5D%7D'); do
      api "$run/docker.sock" DELETE "/networks/$id" >/dev/null
    done
    end_process "$engine_pid" 20
  fi
  end_shims
  id=$(cat "$run/exec/containerd/containerd.pid" 2>/dev/null)
  ! alive "$id" "$run/exec" || end_process "$id" 5
  remove_bridges
  remove_mounts "$engine" "$run"
  remove_traces
  rm -rf --one-file-system "$run" "$engine"
}

# end_shims: a killed engine leaves its containers running, each under a process that names our namespace.
end_shims() {
  local shim child
  for shim in /proc/[0-9]*; do
    shim=${shim#/proc/}
    alive "$shim" "-namespace $namespace" || continue
    for child in $(cat "/proc/$shim/task/"*/children 2>/dev/null); do kill -KILL "$child" 2>/dev/null; done
    end_process "$shim" 3
  done
}

# remove_bridges: those that our engine's own records name and that are still there.
remove_bridges() {
  local bridge
  for bridge in $(grep -aoh '"br-[0-9a-f]\{12\}"' "$engine/data/network/files/local-kv.db" 2>/dev/null | tr -d '"' | sort -u); do
    [[ ! -e /sys/class/net/$bridge ]] || ip link delete "$bridge"
  done
}

# remove_traces: of what was not there before, the engine's key, and directories that are empty.
remove_traces() {
  local place
  while read -r place; do
    case $place in
      */key.json) rm -f "$place" ;;
      *) find "$place" -depth -type d -exec rmdir {} + 2>/dev/null ;;
    esac
  done <"$engine/absent"
}

remove_mounts() {
  local place
  for place in "$@"; do
    awk -v place="$place/" 'index($2, place) == 1 { print $2 }' /proc/self/mounts | sort -r |
      while read -r mount; do umount -l "$mount"; done
  done
}
