# An "upgradedb" that goes wrong on purpose, to be sourced. The container's environment says how:
#
#   STANDIN_UPGRADEDB=slow         takes STANDIN_UPGRADEDB_SECONDS (10) longer and says each second how far it is
#                     fails        with an error at half; an older database counts as half upgraded from then on
#                     never-ends   says nothing more until it is stopped

misupgrade() {
  case ${STANDIN_UPGRADEDB:-} in
    '') ;;
    slow) run_scripts "${STANDIN_UPGRADEDB_SECONDS:-10}" "${STANDIN_UPGRADEDB_SECONDS:-10}" ;;
    fails)
      begin_upgrade
      run_scripts 2 4
      fail "Database script 3 of 4 failed: this stand-in's database upgrades fail."
      ;;
    never-ends)
      begin_upgrade
      while :; do pause 3600; done
      ;;
    *) fail "there is no STANDIN_UPGRADEDB=$STANDIN_UPGRADEDB" ;;
  esac
}

# run_scripts COUNT OF: a second each.
run_scripts() {
  script=0
  while [ "$script" -lt "$1" ]; do
    script=$((script + 1))
    log INFO "Running database script $script of $2."
    pause 1
  done
}
