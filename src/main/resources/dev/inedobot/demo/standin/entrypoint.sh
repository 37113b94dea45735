#!/bin/sh
# Starts what the image's command names, and, when that is only a command of the service, the service with it.
. /usr/local/standin/tag
case ${1:-} in
  /*) exec "$@" ;;
  *) exec "$EXECUTABLE" "$@" ;;
esac
