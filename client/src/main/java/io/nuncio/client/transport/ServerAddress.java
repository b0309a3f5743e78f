package io.nuncio.client.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Where a server is, from a URL such as `nats://mytoken@host:4222`, `tls://user:pass@host`,
/// `host:port` or `host`.
///
/// What stands before the `@` is percent-decoded: a user if a colon follows it, else a token. It is
/// in no text that this class makes but [#userInfo].
public final class ServerAddress {
  /// The port of a URL that names none.
  public static final int DEFAULT_PORT = 4222;

  private final String host;
  private final int port;
  private final boolean tls;
  private final @Nullable UserInfo userInfo;

  /// Who a URL says the client is.
  ///
  /// @param password null if there was no colon: then `user` is a token
  public record UserInfo(String user, @Nullable String password) {
    /// Names no value.
    @Override
    public String toString() {
      return "UserInfo[REDACTED]";
    }
  }

  private ServerAddress(String host, int port, boolean tls, @Nullable UserInfo userInfo) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.userInfo = userInfo;
  }

  /// Reads a URL.
  ///
  /// @throws IllegalArgumentException if it is none of a server; the message does not repeat what
  ///   stands before the `@`
  public static ServerAddress parse(String url) {
    String text = url.strip();
    int schemeEnd = text.indexOf("://");
    String scheme = schemeEnd < 0 ? "nats" : text.substring(0, schemeEnd);
    boolean tls =
        switch (scheme) {
          case "nats" -> false;
          case "tls" -> true;
          default ->
              throw new IllegalArgumentException(
                  "a server's URL begins with nats:// or tls://, not with " + scheme + "://");
        };
    String rest = text.substring(schemeEnd < 0 ? 0 : schemeEnd + 3);
    int at = rest.lastIndexOf('@');
    UserInfo userInfo = at < 0 ? null : userInfo(rest.substring(0, at));
    String place = rest.substring(at + 1);
    int slash = place.indexOf('/');
    return at(slash < 0 ? place : place.substring(0, slash), tls, userInfo);
  }

  private static ServerAddress at(String place, boolean tls, @Nullable UserInfo userInfo) {
    int hostEnd = place.length();
    int colon = place.lastIndexOf(':');
    int bracket = place.lastIndexOf(']');
    int port = DEFAULT_PORT;
    if (colon > bracket && (bracket >= 0 || place.indexOf(':') == colon)) {
      port = port(place.substring(colon + 1));
      hostEnd = colon;
    }
    String host = place.substring(0, hostEnd);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a server's URL names a host, such as nats://localhost");
    }
    return new ServerAddress(host, port, tls, userInfo);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException notDigits) {
      // said below
    }
    // Not repeated: in a URL without a host it is a password.
    throw new IllegalArgumentException(
        "a server's URL has a number from 1 to 65535 as its port, and the host before it");
  }

  private static @Nullable UserInfo userInfo(String text) {
    if (text.isEmpty()) {
      return null;
    }
    int colon = text.indexOf(':');
    return colon < 0
        ? new UserInfo(decoded(text), null)
        : new UserInfo(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
  }

  /// Decodes `%41`; a `%` without two hexadecimal digits stands for itself.
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new ByteArrayOutputStream();
    byte[] raw = text.getBytes(UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (raw[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toString(UTF_8);
  }

  /// Another server of the same cluster, to which the client says the same of who it is.
  ///
  /// @param encrypted whether it must have TLS, too, though this URL does not ask for it
  /// @throws IllegalArgumentException if that is no host and port
  public ServerAddress sibling(String hostAndPort, boolean encrypted) {
    return at(hostAndPort, tls || encrypted, userInfo);
  }

  /// The host, an IPv6 address without brackets.
  public String host() {
    return host;
  }

  /// The port.
  public int port() {
    return port;
  }

  /// Whether the URL asks for TLS.
  public boolean tls() {
    return tls;
  }

  /// Who the URL says the client is, if it does.
  public @Nullable UserInfo userInfo() {
    return userInfo;
  }

  /// Whether both are the same host and port.
  public boolean samePlace(ServerAddress other) {
    return host.equals(other.host) && port == other.port;
  }

  /// The URL without what stands before an `@`.
  public String url() {
    return (tls ? "tls://" : "nats://") + this;
  }

  /// Host and port, never more.
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
