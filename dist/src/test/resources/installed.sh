# What happens to a machine on which the package is installed, used and removed; run as root in a
# copy of the machine that is thrown away. $1: a folder with the package, the archive and the pieces
# of docs/install.md by their headings.
set -eu
given=$1
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8
unset XDG_CACHE_HOME
fail() { echo "FAILED: $*" >&2; tail -n 20 /var/log/journal.log /var/log/notices >&2 || true; exit 1; }

mkdir -p /run/systemd/system
rm -f /usr/sbin/policy-rc.d /usr/bin/systemctl /usr/bin/journalctl
install -m 755 "$given/systemctl" /usr/bin/systemctl
printf '#!/bin/sh\ncat /var/log/journal.log\n' >/usr/bin/journalctl
chmod 755 /usr/bin/journalctl

echo "== archive"
mkdir "/opt/un packed"
cp "$given"/*.tar.gz "/opt/un packed"
(cd "/opt/un packed" && sh -eux "$given/Archive.sh")

echo "== install"
mkdir /opt/package
cp "$given"/*.deb /opt/package
chmod 755 /opt/package
(cd /opt/package && sh -eux "$given/Debian package.sh")
id nuncio
[ "$(stat -c '%U:%G %a' /etc/nuncio)" = "root:nuncio 750" ] || fail "folder of the configuration"
[ "$(find /var/cache/nuncio/ -name '*.aot' -size +1M | wc -l)" = 2 ] || fail "no caches"
[ -z "$(find /usr/lib/nuncio -perm /022 ! -type l)" ] || fail "others can write"
[ "$(readlink -f /usr/bin/nats-server)" = /usr/lib/nuncio/bin/nats-server ] || fail "link"
grep -q '.aot' "/proc/$(cat /run/nuncio.pid)/maps" || fail "started without its cache"
grep -qx nats-server "/proc/$(cat /run/nuncio.pid)/comm" || fail "another process than the server"

echo "== unit"
if command -v systemd-analyze >/dev/null; then
  # Units of the machine that call each other are not ours to judge.
  systemd-analyze --recursive-errors=no verify /usr/lib/systemd/system/nuncio.service 2>&1 | tee /tmp/verified
  ! grep nuncio /tmp/verified || fail "systemd-analyze verify complains"
  systemd-analyze security --offline=true nuncio.service --no-pager | tail -n 1
else
  echo "left out: this machine has no systemd-analyze"
fi
for page in 8/nats-server 5/nats.conf 1/nuncio; do
  man --warnings -l "/usr/share/man/man${page%/*}/${page#*/}.${page%/*}.gz" 2>&1 >/dev/null | tee -a /tmp/pages
done
[ ! -s /tmp/pages ] || fail "the manual has warnings"

echo "== service"
(cd / && sh -eux "$given/Service.sh")
grep -q 'Reloaded server configuration' /var/log/journal.log || fail "no reload"
grep -q 'Entering lame duck mode' /var/log/journal.log || fail "no lame duck mode"
cat /var/log/notices

echo "== upgrade, remove, purge"
echo '# mine' >>/etc/nuncio/nats.conf
systemctl start nuncio
dpkg --force-confold -i "$given"/*.deb
grep -q '# mine' /etc/nuncio/nats.conf || fail "the upgrade changed the configuration"
dpkg -r nuncio
[ ! -e /var/cache/nuncio ] && [ ! -e /usr/lib/nuncio ] || fail "not removed"
[ -e /etc/nuncio/nats.conf ] || fail "the configuration is gone before purge"
mkdir -p /var/lib/nuncio
dpkg -P nuncio
[ ! -e /etc/nuncio/nats.conf ] && [ ! -e /var/lib/nuncio ] || fail "not purged"
echo "== done"
