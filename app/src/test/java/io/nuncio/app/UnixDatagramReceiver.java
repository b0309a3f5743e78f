package io.nuncio.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Listens for datagrams on a path as a syslog daemon does, or as systemd on a name.
final class UnixDatagramReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final short POLLIN = 1;
  private static final int LIMIT_MILLIS = (int) Duration.ofSeconds(10).toMillis();

  private static final MethodHandle SOCKET =
      function(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle BIND =
      function(
          "bind",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle POLL =
      function(
          "poll",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final MethodHandle RECV =
      function(
          "recv",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final String path;
  private final int descriptor;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment buffer = arena.allocate(128 * 1024);

  /// Makes the socket at `path`, where nothing may be.
  UnixDatagramReceiver(Path path) throws IOException {
    this(path.toString());
  }

  /// Makes the socket at a path, where nothing may be, or behind `@` by a name.
  UnixDatagramReceiver(String path) throws IOException {
    this.path = path;
    try {
      this.descriptor = (int) SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM, 0);
      MemorySegment address = UnixDatagramSocket.address(path, arena);
      int bound = (int) BIND.invokeExact(descriptor, address, (int) address.byteSize());
      if (bound != 0) {
        throw new IOException("cannot bind " + path);
      }
    } catch (IOException asDeclared) {
      throw asDeclared;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  /// Waits for the next datagram.
  String next() {
    try {
      MemorySegment wanted = arena.allocate(8, 4);
      wanted.set(ValueLayout.JAVA_INT, 0, descriptor);
      wanted.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
      int ready = (int) POLL.invokeExact(wanted, 1L, LIMIT_MILLIS);
      if (ready != 1) {
        throw new AssertionError("no datagram came to " + path);
      }
      long length = (long) RECV.invokeExact(descriptor, buffer, buffer.byteSize(), 0);
      byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (RuntimeException | Error asIs) {
      throw asIs;
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  /// Also removes the path, as daemons do when they end.
  @Override
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
      if (!path.startsWith("@")) {
        Files.delete(Path.of(path));
      }
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
    arena.close();
  }
}
