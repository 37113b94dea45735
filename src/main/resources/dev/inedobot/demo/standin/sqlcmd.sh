#!/bin/sh
# The sqlcmd of the stand-in SQL Server, with the options and statements that backups need, in the words of the real one.
# The one below /opt/mssql-tools18 wants an encrypted connection, and -C to trust the server's own certificate.
. /usr/local/standin/sql-databases
. /usr/local/standin/sql-statement

driver=17
case $0 in */mssql-tools18/*) driver=18 ;; esac

# refuse TEXT…: ends as sqlcmd does when there is no connection.
refuse() {
  for text in "$@"; do echo "Sqlcmd: Error: Microsoft ODBC Driver $driver for SQL Server : $text." >&2; done
  exit 1
}

usage() {
  echo "Sqlcmd: '$1': Unknown Option. Enter '-?' for help." >&2
  exit 1
}

host=. user=${SQLCMDUSER:-} password=${SQLCMDPASSWORD:-} query='' headings=1 plain='' trusts='' aborts=''
while [ $# -gt 0 ]; do
  option=$1 value=''
  case $option in
    -b) aborts=yes ;;
    -C) trusts=yes ;;
    -W) plain=yes ;;
    -[SUPQhltd]?*) value=${option#-?} option=$(printf '%.2s' "$option") ;;
    -[SUPQhltd])
      [ $# -ge 2 ] || usage "$option"
      value=$2
      shift
      ;;
    *) usage "$option" ;;
  esac
  shift
  case $option in
    -S) host=$value ;;
    -U) user=$value ;;
    -P) password=$value ;;
    -Q) query=$value ;;
    -h) headings=$value ;;
  esac
done
[ -n "$query" ] || usage '(no query)'

case ${host#tcp:} in
  . | localhost | 127.0.0.1 | localhost,1433 | 127.0.0.1,1433 | "$(hostname)") ;;
  *) refuse "Login timeout expired" ;;
esac
[ -d "$sessions" ] || refuse "TCP Provider: Error code 0x2749" "Login timeout expired"
[ "$driver" = 17 ] || [ -n "$trusts" ] ||
  refuse "SSL Provider: [error:0A000086:SSL routines::certificate verify failed:self-signed certificate]" \
    "Client unable to establish connection"
right "$user" "$password" || refuse "Login failed for user '$user'."

failed=''
while read -r statement; do
  [ -z "$statement" ] || execute
done <<END
$(printf '%s' "$query" | tr '\n\t' '  ' | tr ';' '\n' | sed -E 's/ +/ /g; s/ $//')
END
# Without -b an error in a statement is none of sqlcmd.
[ "$aborts$failed" != yesyes ]
