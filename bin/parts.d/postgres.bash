# PostgreSQL as a layer for the stand-ins' images, target/tools/postgres.tar.gz: its programs and what they read, at the
# paths of Debian's package, with all libraries and the loader. Made once, of the package that is installed, else of one
# that is unpacked under target/tools together with the libraries that are missing: installing it would start it.

postgres_programs=(postgres initdb pg_dump pg_restore psql pg_isready)

# find_postgres: exports INEDOBOT_POSTGRES if the layer is there; makes it first, or refuses, if it was asked for.
find_postgres() {
  local layer=$target/tools/postgres.tar.gz
  if [[ ${postgres-} && ! -e $layer ]]; then
    make_postgres "$layer" ||
      refuse "PostgreSQL is missing: install it, not started (on Debian: apt-get install --no-install-recommends postgresql), and try again."
  fi
  [[ ! -e $layer ]] || export INEDOBOT_POSTGRES=$layer
}

make_postgres() {
  local root='' stage=$target/tools/postgres
  [[ $(installed_postgres '') ]] || {
    root=$target/tools/debian
    unpack_postgres "$root" || return
  }
  say "packing PostgreSQL as $1"
  rm -rf "$stage" && mkdir -p "$stage" || return
  (umask 022 && stage_postgres "$root" "$stage") && pack_layer "$stage" "$1" && rm -rf "$stage" "${root:-$stage}"
}

# installed_postgres ROOT: the directory of the newest version's programs below ROOT, nothing if there is none.
installed_postgres() {
  find "$1"/usr/lib/postgresql/*/bin/postgres 2>/dev/null | sort -V | tail -n 1 | xargs -r dirname
}

# unpack_postgres ROOT: Debian's packages with what they depend on and this machine has not, but for the just-in-time
# compiler, which is larger than the rest together.
unpack_postgres() (
  local server packages
  has apt-get && has dpkg-deb || return
  say "unpacking postgresql under target/tools"
  mkdir -p "$1/packages" && cd "$1/packages" && rm -f ./*.deb || return
  {
    server=$(postgres_package)
    [[ $server || $(id -u) -ne 0 ]] || { apt-get -q update && server=$(postgres_package); }
    [[ $server ]] || return
    packages=$(apt-get -s --no-install-recommends install "$server" | awk '/^Inst/ { print $2 }' |
      grep -E '^(postgresql(-client)?-[0-9]+|lib.*)$' | grep -vE '^lib(llvm|z3)')
    # shellcheck disable=SC2086 # words
    apt-get -q download $packages
    for package in ./*.deb; do dpkg-deb -x "$package" "$1" || return; done
    rm -f ./*.deb
  } >>"$target/apt.log" 2>&1 </dev/null
)

# postgres_package: the version that this Debian has.
postgres_package() { apt-cache depends postgresql 2>/dev/null | grep -om 1 'postgresql-[0-9]*$'; }

# stage_postgres ROOT STAGE
stage_postgres() {
  local bin share lib file
  bin=$(installed_postgres "$1")
  lib=${bin%/bin}/lib
  share=$1/usr/share/postgresql/$(basename "${bin%/bin}")
  for file in "${postgres_programs[@]/#/$bin/}" "$lib"/{plpgsql,dict_snowball}.so; do
    put_into "$2" "$1" "$file" || return
  done
  find "$share" -maxdepth 1 -type f >"$2.files" || return
  find "$share"/{timezonesets,tsearch_data} "$share"/extension/plpgsql* -type f >>"$2.files" || return
  while read -r file; do put_into "$2" "$1" "$file" || return; done <"$2.files"
  rm -f "$2.files"
  put_libraries "$1" "$2" "${postgres_programs[@]/#/$bin/}" "$lib"/{plpgsql,dict_snowball}.so
}

# put_into STAGE ROOT FILE: at the path that it has below ROOT.
put_into() { mkdir -p "$(dirname "$1${3#"$2"}")" && cp -L "$3" "$1${3#"$2"}"; }

# put_libraries ROOT STAGE FILE…: those of the files, where every loader looks for them, and the loader.
put_libraries() {
  local root=$1 stage=$2 found library
  shift 2
  [[ ! $root ]] || export LD_LIBRARY_PATH=$root/usr/lib/$(uname -m)-linux-gnu:$root/lib/$(uname -m)-linux-gnu
  found=$(LC_ALL=C ldd "$@") || return
  [[ $found != *'not found'* ]] || return
  mkdir -p "$stage/usr/lib" || return
  for library in $(awk '$2 == "=>" && $3 ~ /^\// { print $3 }' <<<"$found" | sort -u); do
    cp -L "$library" "$stage/usr/lib/" || return
  done
  for library in $(awk '$1 ~ /^\/.*ld-linux/ { print $1 }' <<<"$found" | sort -u); do
    mkdir -p "$(dirname "$stage$library")" && cp -L "$library" "$stage$library" || return
  done
}

# pack_layer DIRECTORY FILE: the same bytes each time.
pack_layer() {
  (cd "$1" && tar -c -f - --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -- *) | gzip -n >"$2.part" &&
    mv "$2.part" "$2"
}
