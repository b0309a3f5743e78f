# What the launchers of this checkout share: whether to build, building, and the name of the cache.
#
# To be sourced by a POSIX shell that has set
#   program   what it starts: `$program.sh` beside this file says how
#   root      the folder of the checkout
#   module    the Maven module whose `target/dist` is started
#   modules   that module and those it is made of: who builds when one of their sources is newer
#
# Sets JAVA_HOME (or ends the shell), `dist`, and what `$program.sh` wants to know of it.

. "$root/scripts/jvm.sh"
. "$root/.mvn/jdk.sh"

dist=$root/$module/target/dist
java=$JAVA_HOME/bin/java
library=$dist/lib
trainer=$root/scripts/WarmUp.java
trainers=$root/scripts
extensions=${NUNCIO_EXTENSIONS:-$root/extensions}
# One for all launchers, because they build in the same folders.
lock=$root/app/target/launcher.lock

# --- Is the build as new as the sources -------------------------------------------------------------
# Folders count too, so that a file that is gone is noticed.
built() {
  [ -e "$dist/stamp" ] || return 1
  set -- "$root/pom.xml" "$root/.mvn"
  for name in $modules; do
    set -- "$@" "$root/$name/pom.xml" "$root/$name/src/main"
  done
  newer=$(find "$@" -newer "$dist/stamp" 2>&1) && [ -z "$newer" ]
}

# Whether the name of the build, a hash of its jars, was taken after the last of them was made, and
# at this place: a cache remembers where its jars were. Sets `id`.
named() {
  [ -s "$dist/build.id" ] || return 1
  { read -r id && read -r place; } <"$dist/build.id"
  [ "$place" = "$root" ] || return 1
  [ "$dist/lib" -nt "$dist/build.id" ] && return 1
  for file in "$dist"/lib/*.jar "$root/$program" "$root"/scripts/*.sh "$root"/scripts/*.java; do
    [ "$file" -nt "$dist/build.id" ] && return 1
  done
  return 0
}

# --- The AOT cache: its name says for which jars, which JVM and which options it was made ----------
# Sets `cache` from `id`; $1: what else it depends on.
name_cache() {
  jvm=
  while IFS='=' read -r key value; do
    case $key in
    JAVA_RUNTIME_VERSION | IMPLEMENTOR | OS_ARCH)
      value=${value#\"}
      jvm=$jvm-${value%\"}
      ;;
    esac
  done <"$JAVA_HOME/release"
  name_options
  cache=$id$jvm$options${1-}
  # Without what would make a strange name of a file.
  old_ifs=$IFS
  IFS=' /()'
  set -f
  set -- $cache
  set +f
  IFS=_
  cache=$dist/$*.aot
  IFS=$old_ifs
}

build() {
  # Both programs at first, because who tries one tries the other; later the files of one that runs
  # are left alone.
  targets=$module
  if [ -e "$root/app/target/dist/stamp" ] || [ -e "$root/cli/target/dist/stamp" ]; then
    say "building, because a source is newer than the last build (takes up to a minute)"
  else
    targets=app,cli
    say "building for the first time (takes a minute or so)"
  fi
  mkdir -p "$root/$module/target" || return
  # The same classes as always; checks of the code, layout and tests are left to ./mvnw verify.
  (cd "$root" && exec ./mvnw -B -Dstyle.color=never -Dmaven.test.skip=true \
    -Dspotless.check.skip=true -Dnuncio.compiler.checks=-Xlint:none \
    -pl "$targets" -am package) </dev/null >"$root/$module/target/build.log" 2>&1 ||
    {
      cat "$root/$module/target/build.log" >&2
      return 1
    }
}

# A cache is good for the very files it was made from, so new jars mean a new cache; and so does
# another way to make it.
name_build() {
  rm -f "$dist"/*.aot
  sums=$(cd "$dist/lib" &&
    set -- ./*.jar "$root/$program" "$root"/scripts/*.sh "$root"/scripts/*.java &&
    { sha256sum "$@" 2>/dev/null || shasum -a 256 "$@"; }) || return
  id=$(printf %s "$sums" | { sha256sum 2>/dev/null || shasum -a 256; })
  id=${id%% *}
  printf '%s\n' "$id" "$root" >"$dist/build.id.$$" && mv "$dist/build.id.$$" "$dist/build.id"
}

# $1: what the cache depends on besides jars, JVM and options.
prepare() {
  if ! take_lock; then
    say "cannot write to ${lock%/*}"
    return 1
  fi
  if ! built && ! build; then
    say "the build failed"
    return 1
  fi
  named || name_build
  name_cache "${1-}"
  [ -e "$cache" ] || make_cache
  release_lock
}

# Builds what is not built, and sets `cache`; false after a sentence if there is nothing to start.
# $1: as for `prepare`.
ready() {
  cache=
  if ! built; then
    if [ "${NUNCIO_NO_BUILD-}" = 1 ]; then
      say "not built, or older than its sources, and NUNCIO_NO_BUILD=1 forbids to build: run ./mvnw package"
      return 1
    fi
    prepare "${1-}" || return 1
  elif named && name_cache "${1-}" && [ -e "$cache" ]; then
    :
  elif [ "${NUNCIO_NO_BUILD-}" != 1 ]; then
    prepare "${1-}" || say "starting without a cache"
  fi
  # An empty cache stands for one that could not be made.
  [ -s "$cache" ] || cache=
}

. "$root/scripts/$program.sh"
