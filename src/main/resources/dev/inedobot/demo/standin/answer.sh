#!/bin/sh
# One HTTP request on standard input, its answer on standard output; one process for each connection.
. /usr/local/standin/tag

cr=$(printf '\r')
read -r -t 10 method target _ || exit 0
while read -r -t 10 line && [ -n "${line%"$cr"}" ]; do :; done

# reply STATUS TYPE BODY [HEADER]
reply() {
  printf 'HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %s\r\nConnection: close\r\n' "$1" "$2" "${#3}"
  [ -z "$VERSION_HEADER" ] || printf 'X-ProGet-Version: %s\r\n' "$VERSION_HEADER"
  [ -z "${4:-}" ] || printf '%s\r\n' "$4"
  printf '\r\n'
  [ "$method" = HEAD ] || printf '%s' "$3"
  exit 0
}

text() { reply "$1" 'text/plain; charset=utf-8' "$2"; }

# status_of DETAIL: "OK" without a detail, "Error" with one; quoted DETAIL: its JSON.
status_of() { if [ -z "$1" ]; then echo '"OK"'; else echo '"Error"'; fi; }
quoted() { if [ -z "$1" ]; then echo null; else echo "\"$1\""; fi; }

json() {
  own=''
  case $PRODUCT in
    proget) own=',"replicationStatus":{"serverStatus":null,"serverError":null,"clientStatus":null,"clientError":null,"incoming":[],"outgoing":[]}' ;;
    buildmaster) own=',"instanceName":null' ;;
  esac
  stored='"databaseStatus":"OK","databaseStatusDetails":null'
  [ -z "$database" ] || stored="\"databaseStatus\":\"Error\",\"databaseStatusDetails\":\"$database\""
  printf '{"applicationName":"%s",%s,"extensionsInstalled":{"InedoCore":"%s.0.1","Docker":"%s.0.3"},"licenseStatus":%s,"licenseStatusDetail":%s,"versionNumber":"%s","releaseNumber":"%s","serviceStatus":%s,"serviceStatusDetail":%s%s}' \
    "$TITLE" "$stored" "$SCHEMA" "$SCHEMA" "$(status_of "$license")" "$(quoted "$license")" "$REPORTED_VERSION" "$REPORTED_RELEASE" \
    "$(status_of "$service")" "$(quoted "$service")" "$own"
}

# health FORM: ProGet answers 500 for anything wrong from 2024 on; before that, and in BuildMaster, only the fields tell.
health() {
  status='200 OK'
  if [ -n "$license$database$service" ] && [ "$PRODUCT" = proget ] && [ "$SCHEMA" -ge 24 ]; then
    status='500 Internal Server Error'
  fi
  if [ "$1" = json ]; then
    reply "$status" 'application/json; charset=utf-8' "$(json)"
  elif [ "$status" = '200 OK' ]; then
    text "$status" OK
  else
    text "$status" "ERROR: ${license:-${database:-$service}}"
  fi
}

page() {
  if [ -n "$license" ] && [ "$PRODUCT" = proget ]; then
    reply '302 Found' 'text/plain; charset=utf-8' '' 'Location: /licensing'
  fi
  reply '200 OK' 'text/html; charset=utf-8' "<!DOCTYPE html>
<title>$TITLE stand-in $REPORTED_RELEASE</title>
<h1>$TITLE stand-in $REPORTED_RELEASE</h1>
<p>This is not $TITLE and not Inedo's software: it stands in for it in the tests and the demo of inedobot.</p>
<p>Installation $(installation), database schema $(get schema).</p>
"
}

# rows NAME: an address that no product has, for tests: PUT or POST (without a body) has the product write a row of that
# name to its database, GET without a name lists them.
rows() {
  case $method/$1 in
    GET/) text '200 OK' "$(list_rows)" ;;
    GET/*) text '404 Not Found' 'GET /standin/rows lists them all' ;;
    */ | */*[!a-z0-9-]*) text '400 Bad Request' 'a name has a-z, 0-9 and hyphens' ;;
    *) add_row "$1" && text '201 Created' "$1" || fail 'the row was not written' ;;
  esac
}

fail() { text '500 Internal Server Error' "ERROR: $1"; }

case $method$target in
  GET/* | HEAD/* | PUT/standin/rows/* | POST/standin/rows/*) ;;
  *) text '405 Method Not Allowed' 'only GET and HEAD' ;;
esac

if [ "$(cat /dev/shm/standin-state 2>/dev/null)" != running ]; then
  VERSION_HEADER=''
  text '503 Service Unavailable' "$TITLE is starting; the database may be being upgraded"
elif [ "$TRAIT" = NEVER_HEALTHY ]; then
  VERSION_HEADER=''
  text '500 Internal Server Error' "ERROR: this stand-in's release never gets healthy"
fi

. "/usr/local/standin/store-$STANDIN_STORE"
license='' database='' service=''
[ "$STANDIN_STORE" = directory ] || database=$(trouble)
[ "${STANDIN_LICENSE:-valid}" = valid ] || license='Product license is not valid'
[ "$TRAIT" != UNWELL ] || service="The service of this stand-in's release is not running"

case $PRODUCT/$HEALTH_FORM$target in
  */JSON/health | */JSON/health\?*) health json ;;
  */TEXT/health\?format=json | */TEXT/health/json) health json ;;
  */TEXT/health) health text ;;
  */JSON/ | */TEXT/ | */NONE/) page ;;
  */standin/rows) rows '' ;;
  */standin/rows/*) rows "${target#/standin/rows/}" ;;
  */licensing) reply '200 OK' 'text/html; charset=utf-8' "<title>$TITLE stand-in: licensing</title>" ;;
  *) text '404 Not Found' 'Not Found' ;;
esac
