# The PostgreSQL that the connection string names, to be sourced.
for bin in /usr/lib/postgresql/*/bin; do :; done
. /usr/local/standin/tables

# open_store: waits a while for a server that isn't there yet, as one that starts together with the product.
open_store() {
  tries=15
  until said=$(echo 'select 1' | sql 2>&1); do
    tries=$((tries - 1))
    case $tries/$said in
      0/* | *'authentication failed'* | *'does not exist'*) fail "cannot connect to the database: $said" ;;
    esac
    pause 1
  done
}

close_store() { :; }
