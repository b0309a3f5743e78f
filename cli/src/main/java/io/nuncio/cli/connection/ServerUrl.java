package io.nuncio.cli.connection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The URL of a server, taken apart; joined again it is what it was.
///
/// @param scheme with `://`; empty if there is none
/// @param identity a token, or a user and a password, with `@`; empty if there is none
/// @param host an IPv6 address in brackets
/// @param port with a colon; empty if there is none
public record ServerUrl(String scheme, String identity, String host, String port) {
  private static final String SCHEME_END = "://";

  static ServerUrl of(String url) {
    int begin = url.indexOf(SCHEME_END);
    int from = begin < 0 ? 0 : begin + SCHEME_END.length();
    int to = url.lastIndexOf('@') + 1;
    String identity = to <= from ? "" : url.substring(from, to);
    String place = url.substring(Math.max(from, to));
    int colon = place.lastIndexOf(':');
    boolean port = colon > place.lastIndexOf(']') && place.indexOf(':', colon + 1) < 0;
    return new ServerUrl(
        url.substring(0, from),
        identity,
        port ? place.substring(0, colon) : place,
        port ? place.substring(colon) : "");
  }

  /// The URLs of a list separated by commas.
  public static List<ServerUrl> all(String urls) {
    return Arrays.stream(urls.split(",", -1)).map(url -> of(url.strip())).toList();
  }

  /// Whether one of the URLs says who the client is.
  static boolean anyProvesIdentity(String urls) {
    return all(urls).stream().anyMatch(url -> !url.identity.isEmpty());
  }

  /// The list without what says who the client is.
  public static String withoutIdentity(String urls) {
    return all(urls).stream().map(ServerUrl::shown).collect(Collectors.joining(","));
  }

  /// Whether it demands TLS.
  public boolean isTls() {
    return scheme.equals("tls://");
  }

  /// The same at another host.
  ///
  /// @param another an IPv6 address without brackets
  public ServerUrl at(String another) {
    String written = another.indexOf(':') < 0 ? another : "[" + another + "]";
    return new ServerUrl(scheme, identity, written, port);
  }

  /// The URL without what says who the client is.
  public String shown() {
    return scheme + host + port;
  }

  /// The URL as it is connected to; may hold a secret.
  public String full() {
    return scheme + identity + host + port;
  }

  /// The URL without what says who the client is.
  @Override
  public String toString() {
    return shown();
  }
}
