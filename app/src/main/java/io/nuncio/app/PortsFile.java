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

/// The file that tells other programs where clients connect: `nats-server_<pid>.ports`, such as
/// `{"nats":["nats://127.0.0.1:4222"]}`.
final class PortsFile {
  private final Path file;

  private PortsFile(Path file) {
    this.file = file;
  }

  /// Writes the file beside where it belongs and moves it there, so that nobody reads half of it.
  ///
  /// @param folder null writes nothing
  /// @param host what is listened on; one that stands for every interface is written as the
  ///   addresses of all of them
  /// @return null if nothing was to be written
  /// @throws IOException if it cannot be written; the message names the file and the reason
  static @Nullable PortsFile write(@Nullable Path folder, String host, int port)
      throws IOException {
    if (folder == null) {
      return null;
    }
    String name = "nats-server_" + ProcessHandle.current().pid() + ".ports";
    Path file = folder.resolve(name);
    Path unfinished = folder.resolve(name + ".new");
    try {
      Files.writeString(unfinished, json(addresses(InetAddress.getByName(host)), port));
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

  private static String json(List<InetAddress> addresses, int port) {
    var text = new StringBuilder("{\"nats\":[");
    for (InetAddress address : addresses) {
      text.append(text.charAt(text.length() - 1) == '[' ? "\"nats://" : ",\"nats://");
      text.append(AddressText.inUrl(address)).append(':').append(port).append('"');
    }
    return text.append("]}").toString();
  }
}
