# The registry: Debian's docker-registry on a free loopback port, empty at the start, gone at the end.
# It writes to its log which port it got, so that no other program can take the port in between.

registry=$target/registry
registry_pid=''

start_registry() {
  rm -rf "$registry"
  mkdir -p "$registry/data"
  cat >"$registry/config.yml" <<CONFIG
version: 0.1
log: { level: info, accesslog: { disabled: true } }
storage:
  filesystem: { rootdirectory: "$registry/data" }
  delete: { enabled: true }
http: { addr: "127.0.0.1:0" }
CONFIG
  detached "$target/registry.log" "$registry_program" serve "$registry/config.yml"
  registry_pid=$detached
  until_true 15 registry_answers || {
    tail_of "$target/registry.log"
    refuse "the registry did not start within 15 s: see target/registry.log."
  }
  export INEDOBOT_REGISTRY
}

registry_answers() {
  INEDOBOT_REGISTRY=$(grep -o 'listening on 127\.0\.0\.1:[0-9]*' "$target/registry.log") || return 1
  INEDOBOT_REGISTRY=${INEDOBOT_REGISTRY#listening on }
  curl -sS --fail --noproxy '*' --max-time 5 -o /dev/null "http://$INEDOBOT_REGISTRY/v2/" 2>/dev/null
}

stop_registry() {
  [[ -z $registry_pid ]] || end_process "$registry_pid" 5
  rm -rf "$registry"
}
