package io.nuncio.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file that tells other programs where this one listens: `nats-server_<pid>.ports`, such as
/// `{"nats":["nats://127.0.0.1:4222"],"monitoring":["http://127.0.0.1:8222"]}`.
final class PortsFile {
  private final Path file;

  private PortsFile(Path file) {
    this.file = file;
  }

  /// Where this process listens.
  ///
  /// @param name what for, as the file says it
  /// @param host one that stands for every interface is written as the addresses of all of them
  record Listener(String name, String scheme, String host, int port) {
    static Listener clients(boolean secure, String host, int port) {
      return new Listener("nats", secure ? "tls" : "nats", host, port);
    }

    static Listener monitoring(boolean secure, String host, int port) {
      return new Listener("monitoring", secure ? "https" : "http", host, port);
    }
  }

  /// Writes the file beside where it belongs and moves it there, so that nobody reads half of it.
  ///
  /// @param folder null writes nothing
  /// @return null if nothing was to be written
  /// @throws IOException if it cannot be written; the message names the file and the reason
  static @Nullable PortsFile write(@Nullable Path folder, List<Listener> listeners)
      throws IOException {
    if (folder == null) {
      return null;
    }
    String name = "nats-server_" + ProcessHandle.current().pid() + ".ports";
    Path file = folder.resolve(name);
    Path unfinished = folder.resolve(name + ".new");
    try {
      Files.writeString(unfinished, json(listeners));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cannotWrite) {
      throw new IOException(
          "Error writing ports file (%s): %s".formatted(file, FileProblem.reason(cannotWrite)),
          cannotWrite);
    }
    return new PortsFile(file);
  }

  /// @throws IOException if it is there and cannot be removed; the message names it and the reason
  void remove() throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException cannotRemove) {
      throw new IOException(
          "Error cleaning up ports file %s: %s".formatted(file, FileProblem.reason(cannotRemove)),
          cannotRemove);
    }
  }

  private static List<InetAddress> addresses(InetAddress listening) throws IOException {
    if (!listening.isAnyLocalAddress()) {
      return List.of(listening);
    }
    var all = new ArrayList<InetAddress>();
    List<NetworkInterface> interfaces = Collections.list(NetworkInterface.getNetworkInterfaces());
    interfaces.sort(Comparator.comparingInt(NetworkInterface::getIndex));
    for (NetworkInterface each : interfaces) {
      List<InetAddress> addresses = Collections.list(each.getInetAddresses());
      // IPv4 first, as others list them.
      addresses.sort(Comparator.comparingInt(address -> address.getAddress().length));
      all.addAll(addresses);
    }
    return all;
  }

  private static String json(List<Listener> listeners) throws IOException {
    var text = new StringBuilder("{");
    for (Listener each : listeners) {
      text.append(text.length() == 1 ? "\"" : ",\"").append(each.name()).append("\":[");
      for (InetAddress address : addresses(InetAddress.getByName(each.host()))) {
        text.append(text.charAt(text.length() - 1) == '[' ? "\"" : ",\"")
            .append(each.scheme())
            .append("://")
            .append(AddressText.inUrl(address))
            .append(':')
            .append(each.port())
            .append('"');
      }
      text.append(']');
    }
    return text.append('}').toString();
  }
}
