package io.nuncio.monitoring;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which names a request may use for this server. Any other may be that of a web page which had its
/// own name point here, to read what only this machine can reach (DNS rebinding).
///
/// Names that no stranger can own are good: IP addresses, names without a dot, and those that end
/// in `.localhost`, `.local` or `.internal`. Safe from any thread.
final class HostNames {
  private static final List<String> NOBODYS = List.of(".localhost", ".local", ".internal");
  private static final String ANY = "*";

  private final Set<String> known = new HashSet<>();
  private volatile @Nullable String ownName;

  /// @param listening the host that is listened on
  HostNames(String listening, List<String> configured) {
    known.add(listening.toLowerCase(Locale.ROOT));
    known.addAll(configured);
  }

  /// Whether `header`, the value of `Host`, names this server.
  boolean accept(String header) {
    String name = withoutPort(header.strip()).toLowerCase(Locale.ROOT);
    String host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return known.contains(ANY) || isNobodys(host) || known.contains(host) || host.equals(ownName());
  }

  /// The host of `host`, `host:port`, `[::1]` or `[::1]:port`, without brackets.
  private static String withoutPort(String header) {
    int colon = header.lastIndexOf(':');
    boolean bracketed = header.startsWith("[");
    // More than one colon outside of brackets is an IPv6 address and no port.
    boolean hasPort =
        colon > header.lastIndexOf(']') && (bracketed || header.indexOf(':') == colon);
    String host = hasPort ? header.substring(0, colon) : header;
    return bracketed && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isNobodys(String host) {
    boolean address = host.indexOf(':') >= 0 || isAddress(host);
    return address || host.indexOf('.') < 0 || NOBODYS.stream().anyMatch(host::endsWith);
  }

  /// Whether it is four numbers; a name never ends in one.
  private static boolean isAddress(String host) {
    return host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /// Asked for when it is needed first: it may take the name service to know.
  private String ownName() {
    String name = ownName;
    if (name == null) {
      try {
        name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      } catch (UnknownHostException nameless) {
        name = "";
      }
      ownName = name;
    }
    return name;
  }
}
