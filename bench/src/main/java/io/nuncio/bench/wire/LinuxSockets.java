package io.nuncio.bench.wire;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// Throws away what comes from sockets without copying it out of the kernel: on Linux, `recv` with
/// `MSG_TRUNC` does that for TCP, and tells how much it was. Confined to one thread at a time.
///
/// The JDK does not tell the number by which the system knows a socket. So each open one is asked
/// for its two ports: no other connection to the same port comes from the same one.
final class LinuxSockets {
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ADDRESS_BYTES = 128;
  private static final short INET = 2;
  private static final short INET6 = 10;
  // Behind the family, in `sockaddr_in` and `sockaddr_in6` alike.
  private static final int PORT_OFFSET = 2;
  private static final ValueLayout.OfShort PORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment address = Arena.ofAuto().allocate(ADDRESS_BYTES, Long.BYTES);
  private final MemorySegment length = Arena.ofAuto().allocate(INT);
  private final MethodHandle ownName = linkName("getsockname");
  private final MethodHandle peerName = linkName("getpeername");
  private final MemoryLayout stateLayout = Linker.Option.captureStateLayout();
  private final VarHandle errno =
      stateLayout.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private final MemorySegment state = Arena.ofAuto().allocate(stateLayout);
  private final MethodHandle recv =
      link(
          "recv",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG, INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, INT),
          Linker.Option.captureCallState("errno"));

  /// Whether this system is one that throws bytes away so.
  static boolean usable() {
    return System.getProperty("os.name").equals("Linux") && Files.isDirectory(OPEN);
  }

  private static MethodHandle linkName(String function) {
    return link(
        function, FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link(
      String function, FunctionDescriptor descriptor, Linker.Option... options) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), descriptor, options);
  }

  /// The system's number of a connected channel; empty if none of the open sockets is it.
  OptionalInt descriptor(SocketChannel channel) throws IOException {
    int own = port(channel.getLocalAddress());
    int peer = port(channel.getRemoteAddress());
    try (var open = Files.newDirectoryStream(OPEN)) {
      for (Path file : open) {
        int descriptor = Integer.parseInt(String.valueOf(file.getFileName()));
        if (port(ownName, descriptor) == own && port(peerName, descriptor) == peer) {
          return OptionalInt.of(descriptor);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static int port(SocketAddress address) {
    return ((InetSocketAddress) address).getPort();
  }

  /// One of the two ports; -1 of what is no connected socket.
  private int port(MethodHandle name, int descriptor) {
    length.set(INT, 0, ADDRESS_BYTES);
    int status;
    try {
      status = (int) name.invokeExact(descriptor, address, length);
    } catch (Throwable e) {
      throw new IllegalStateException("a socket cannot be asked for its name", e);
    }
    if (status != 0) {
      return -1;
    }
    short family = address.get(ValueLayout.JAVA_SHORT, 0);
    boolean internet = family == INET || family == INET6;
    return internet ? Short.toUnsignedInt(address.get(PORT, PORT_OFFSET)) : -1;
  }

  /// Throws away what has come; never waits.
  ///
  /// @param descriptor of a connected TCP socket that stays open meanwhile
  /// @param most where the system may write, and how much it may throw away at once
  /// @return how many bytes, 0 if there were none
  /// @throws IOException if the connection is closed, or broken
  long discard(int descriptor, MemorySegment most) throws IOException {
    while (true) {
      long count;
      try {
        count =
            (long)
                recv.invokeExact(
                    state, descriptor, most, most.byteSize(), MSG_TRUNC | MSG_DONTWAIT);
      } catch (Throwable e) {
        throw new IllegalStateException("recv cannot be called", e);
      }
      if (count > 0) {
        return count;
      }
      if (count == 0) {
        throw new EOFException("the server closed a subscriber's connection");
      }
      int error = (int) errno.get(state, 0L);
      if (error == EAGAIN) {
        return 0;
      }
      if (error != EINTR) {
        throw new IOException("recv failed, errno " + error);
      }
    }
  }
}
