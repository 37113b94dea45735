# The databases of the stand-in SQL Server, to be sourced by its processes:
#
#   $data/NAME             a database, a directory as "store-directory" has it
#   $data/NAME.single      there while it is SINGLE_USER
#   $data/NAME.restoring   there since a restore broke off: of no use until one succeeds
#   $sessions/NAME         who is connected: a process and a host
#   $sessions/NAME.user    the process that has the one seat of SINGLE_USER

data=/var/opt/mssql/data
# There from when the server has started until its container stops.
sessions=/dev/shm/mssql

sa_password=${MSSQL_SA_PASSWORD:-${SA_PASSWORD:-}}

# right USER PASSWORD: whether they may log in.
right() { [ "$1" = sa ] && [ -n "$sa_password" ] && [ "$2" = "$sa_password" ]; }

exists() { [ -d "$data/$1" ] || [ -e "$data/$1.restoring" ]; }

# connected NAME: whether a product is; sets $process and $host.
connected() { read -r process host 2>/dev/null <"$sessions/$1" && [ -e "/proc/$process" ]; }

# taken NAME: whether it is SINGLE_USER, and that user is somebody else than the product that is connected.
taken() {
  [ -e "$data/$1.single" ] && read -r seat 2>/dev/null <"$sessions/$1.user" && [ -e "/proc/$seat" ] &&
    ! { connected "$1" && [ "$process" = "$seat" ]; }
}
