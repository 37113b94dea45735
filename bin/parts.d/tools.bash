# The tools: a JDK, Maven, curl, a static busybox, a registry, if no engine answers, an engine, and, if asked for, a
# browser with its driver, and PostgreSQL.
# On Debian as root what is missing is installed. That starts no service now; Debian starts an installed docker.io
# at the next boot.

# check_tools: puts all of them in place and exports INEDOBOT_BUSYBOX, or refuses with what to install.
check_tools() {
  [[ -z ${JAVA_HOME-} ]] || PATH=$JAVA_HOME/bin:$PATH
  local packages=()
  has_jdk || packages+=(default-jdk-headless)
  has mvn || packages+=(maven)
  has curl || packages+=(curl)
  if [[ ${INEDOBOT_ENGINE-} == private ]]; then
    PATH=$PATH:/usr/sbin:/sbin
    { has dockerd && has iptables; } || packages+=(docker.io iptables)
  fi
  if [[ ${browser-} ]]; then
    [[ -n ${INEDOBOT_CHROMIUM-} ]] || has chromium || packages+=(chromium)
    [[ -n ${INEDOBOT_CHROMEDRIVER-} ]] || has chromedriver || packages+=(chromium-driver)
  fi
  [[ ${#packages[@]} -eq 0 ]] || install "${packages[@]}"
  find_browser
  registry_program=$(program docker-registry /usr/bin/docker-registry has_program) ||
    refuse "a registry is missing: install docker-registry (on Debian: apt-get install docker-registry) and try again."
  INEDOBOT_BUSYBOX=$(program busybox-static /bin/busybox is_static) ||
    refuse "a static busybox is missing: install it as /bin/busybox (on Debian: apt-get install busybox-static) and try again."
  export INEDOBOT_BUSYBOX
  find_postgres
}

# find_browser: exports where the browser and its driver are, if both are there.
find_browser() {
  local chromium driver
  chromium=${INEDOBOT_CHROMIUM:-$(command -v chromium)} || return 0
  driver=${INEDOBOT_CHROMEDRIVER:-$(command -v chromedriver)} || return 0
  export INEDOBOT_CHROMIUM=$chromium INEDOBOT_CHROMEDRIVER=$driver
}

has() { command -v "$1" >/dev/null; }
has_program() { [[ -x $1 ]]; }
is_static() {
  local libraries
  [[ -x $1 ]] || return 1
  libraries=$(LC_ALL=C ldd "$1" 2>&1) || true # ldd fails for a static one
  [[ $libraries == *"not a dynamic executable"* || $libraries == *"statically linked"* ]]
}
has_jdk() {
  local version
  version=$(javac -version 2>&1) && [[ $version =~ ^javac\ ([0-9]+) ]] && ((BASH_REMATCH[1] >= 17))
}

# install PACKAGE…: by apt-get; refuses where that can't be.
install() {
  local names=$*
  names=${names/default-jdk-headless/a JDK 17 or newer,}
  [[ $(id -u) -eq 0 ]] && has apt-get ||
    refuse "not everything is here, install $names and try again; on Debian as root: apt-get install --no-install-recommends $*"
  say "installing $*"
  (
    policy=/usr/sbin/policy-rc.d
    if [[ ! -e $policy ]]; then
      trap 'rm -f "$policy"' EXIT
      printf '#!/bin/sh\nexit 101\n' >"$policy"
      chmod +x "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update && apt-get -qy install --no-install-recommends "$@"
  ) >"$target/apt.log" 2>&1 </dev/null || {
    tail_of "$target/apt.log"
    refuse "apt-get could not install $*: put that right, or install them yourself, and try again."
  }
  hash -r
  ! [[ " $* " == *" default-jdk-headless "* ]] || has_jdk ||
    refuse "the JDK that this Debian installs is older than 17: install a newer one, set JAVA_HOME to it and try again."
}

# program PACKAGE PATH TEST: prints PATH if it passes TEST, else the same file from Debian's package, unpacked under
# target/tools: installing docker-registry would start it at the next boot, busybox-static would replace busybox.
program() {
  local package=$1 path=$2 good=$3 tools=$target/tools
  for found in "$path" "$tools$path"; do
    if "$good" "$found"; then
      printf '%s\n' "$found"
      return
    fi
  done
  has apt-get && has dpkg-deb || return 1
  say "unpacking $package under target/tools"
  {
    mkdir -p "$tools" && cd "$tools" && rm -f "$package"_*.deb
    apt-get -q download "$package" || { [[ $(id -u) -eq 0 ]] && apt-get -q update && apt-get -q download "$package"; }
    dpkg-deb -x "$package"_*.deb . && rm -f "$package"_*.deb
  } >"$target/apt.log" 2>&1 </dev/null || true
  "$good" "$tools$path" && printf '%s\n' "$tools$path"
}
