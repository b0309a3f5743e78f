# Sets JAVA_HOME to a JDK of version 25 or later, or ends the shell with one sentence.
#
# To be sourced from a POSIX shell, by `mvnw` and by `nats-server`. NUNCIO_JDK_NEEDS names the
# program that must be there: `javac` to build, `java` (the default) to run. Looks at
# NUNCIO_JAVA_HOME, at JAVA_HOME, in the folders where JDKs are installed (NUNCIO_JDK_FOLDERS, patterns
# separated by colons, replaces that list), and behind `java` on the PATH, and takes the first that
# fits. Starts no process unless it comes to the PATH, so that it costs a start next to nothing.

nuncio_jdk_version=25
nuncio_jdk_folders="${NUNCIO_JDK_FOLDERS-/usr/lib/jvm/*:/usr/java/*:/opt/java/*:/Library/Java/JavaVirtualMachines/*/Contents/Home:${HOME-}/.sdkman/candidates/java/*}"

# Whether folder $1 holds the program, in a version that is new enough by the file `release`.
nuncio_jdk_fits() {
  [ -n "$1" ] && [ -x "$1/bin/${NUNCIO_JDK_NEEDS:-java}" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r nuncio_jdk_key nuncio_jdk_value; do
    [ "$nuncio_jdk_key" = JAVA_VERSION ] || continue
    nuncio_jdk_value=${nuncio_jdk_value#\"}
    nuncio_jdk_value=${nuncio_jdk_value%%[!0-9]*}
    [ "${nuncio_jdk_value:-0}" -ge "$nuncio_jdk_version" ]
    return
  done <"$1/release"
  return 1
}

# Sets nuncio_jdk_home to the first folder that fits; false if there is none.
nuncio_jdk_find() {
  for nuncio_jdk_home in "${NUNCIO_JAVA_HOME-}" "${JAVA_HOME-}"; do
    if nuncio_jdk_fits "$nuncio_jdk_home"; then return 0; fi
  done

  case $- in *f*) nuncio_jdk_noglob=1 ;; *) nuncio_jdk_noglob= ;; esac
  nuncio_jdk_ifs=${IFS-' 	
'}
  IFS=:
  set +f
  set -- $nuncio_jdk_folders
  IFS=$nuncio_jdk_ifs
  [ -z "$nuncio_jdk_noglob" ] || set -f
  for nuncio_jdk_home in "$@"; do
    if nuncio_jdk_fits "$nuncio_jdk_home"; then return 0; fi
  done

  nuncio_jdk_home=$(command -v "${NUNCIO_JDK_NEEDS:-java}") || return 1
  nuncio_jdk_home=$(readlink -f "$nuncio_jdk_home") || return 1
  nuncio_jdk_home=${nuncio_jdk_home%/bin/*}
  nuncio_jdk_fits "$nuncio_jdk_home"
}

if nuncio_jdk_find; then
  JAVA_HOME=$nuncio_jdk_home
  export JAVA_HOME
else
  echo "Nuncio needs a JDK $nuncio_jdk_version or later with bin/${NUNCIO_JDK_NEEDS:-java}, and found none: set NUNCIO_JAVA_HOME to one (searched: NUNCIO_JAVA_HOME=${NUNCIO_JAVA_HOME-}, JAVA_HOME=${JAVA_HOME-}, $nuncio_jdk_folders, PATH)." >&2
  exit 1
fi
