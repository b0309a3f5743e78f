package io.nuncio.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.wire.ServerGreeting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server that a connection leads to says of itself.
public final class ServerInfo {
  private static final int VERSION_PARTS = 3;

  /// Before any server said anything.
  public static final ServerInfo EMPTY_INFO = new ServerInfo(ServerGreeting.NONE);

  private final ServerGreeting greeting;

  ServerInfo(ServerGreeting greeting) {
    this.greeting = greeting;
  }

  ServerGreeting greeting() {
    return greeting;
  }

  /// Whether the server will end soon.
  public boolean isLameDuckMode() {
    return greeting.lameDuck();
  }

  public String getServerId() {
    return greeting.identity().id();
  }

  public String getServerName() {
    return greeting.identity().name();
  }

  public String getVersion() {
    return greeting.identity().version();
  }

  /// The program that answers, whatever its language.
  public String getGoVersion() {
    return greeting.identity().go();
  }

  public String getHost() {
    return greeting.address().host();
  }

  public int getPort() {
    return greeting.address().port();
  }

  public int getProtocolVersion() {
    return greeting.identity().protocol();
  }

  public boolean isHeadersSupported() {
    return greeting.limits().headers();
  }

  public boolean isAuthRequired() {
    return greeting.limits().authRequired();
  }

  public boolean isTLSRequired() {
    return greeting.limits().tlsRequired();
  }

  public boolean isTLSAvailable() {
    return greeting.limits().tlsAvailable();
  }

  /// Most bytes of headers and payload of one message.
  public long getMaxPayload() {
    return greeting.limits().maxPayloadBytes();
  }

  /// Other servers of the cluster.
  public List<String> getConnectURLs() {
    return greeting.connectUrls();
  }

  /// What a client with a key signs; empty for nothing.
  public byte[] getNonce() {
    return greeting.nonce().getBytes(US_ASCII);
  }

  public boolean isJetStreamAvailable() {
    return greeting.jetStream();
  }

  /// The number that the server gave this connection.
  public int getClientId() {
    return (int) greeting.you().clientId();
  }

  /// Whether the server's version is this.
  public boolean isSameVersion(String version) {
    return compareVersion(version) == 0;
  }

  public boolean isOlderThanVersion(String version) {
    return compareVersion(version) < 0;
  }

  public boolean isNewerVersionThan(String version) {
    return compareVersion(version) > 0;
  }

  public boolean isSameOrOlderThanVersion(String version) {
    return compareVersion(version) <= 0;
  }

  public boolean isSameOrNewerThanVersion(String version) {
    return compareVersion(version) >= 0;
  }

  /// Compares numbers between dots; what follows a hyphen does not count.
  private int compareVersion(String other) {
    int[] ours = numbers(getVersion());
    int[] theirs = numbers(other);
    return Arrays.compare(ours, theirs);
  }

  private static int[] numbers(String version) {
    String plain = version.startsWith("v") ? version.substring(1) : version;
    int hyphen = plain.indexOf('-');
    String[] parts = (hyphen < 0 ? plain : plain.substring(0, hyphen)).split("\\.", -1);
    int[] numbers = new int[VERSION_PARTS];
    for (int i = 0; i < Math.min(VERSION_PARTS, parts.length); i++) {
      try {
        numbers[i] = Integer.parseInt(parts[i]);
      } catch (NumberFormatException notANumber) {
        numbers[i] = 0;
      }
    }
    return numbers;
  }

  @Nullable InetAddress clientAddress() {
    String address = getClientIp();
    try {
      return address.isEmpty() ? null : InetAddress.getByName(address);
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  public String getClientIp() {
    return greeting.you().clientIp();
  }

  public String getCluster() {
    return greeting.identity().cluster();
  }

  /// Names the server and its version.
  @Override
  public String toString() {
    return "ServerInfo[" + getServerName() + ", " + getVersion() + "]";
  }
}
