package io.nuncio.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/// A datagram socket that is addressed by a path, which the JDK does not have: calls of the C
/// library by `java.lang.foreign`.
///
/// Not thread safe. The exceptions carry the words of the operating system.
final class UnixDatagramSocket implements SyslogConnection {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;

  /// How long a path may be in `struct sockaddr_un`, with a NUL behind it, on the system that has
  /// the least space for it.
  private static final int PATH_BYTES = 104;

  private static final int PATH_OFFSET = 2;

  /// In a name that is in no folder stands a NUL where others have this: a custom of systemd.
  private static final char ABSTRACT = '@';

  private static final int WAIT = 0;

  /// `MSG_DONTWAIT` of Linux.
  private static final int DO_NOT_WAIT = 0x40;

  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      function(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CONNECT =
      function(
          "connect",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SEND =
      function(
          "send",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle STRERROR =
      function("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

  private final int descriptor;

  private UnixDatagramSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Connects a new socket to another one.
  ///
  /// @param path where that is; on Linux also `@` and a name
  /// @throws IOException if nobody listens there, or not for datagrams
  static UnixDatagramSocket connectedTo(String path) throws IOException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment address = address(path, arena);
      int descriptor = (int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM, 0);
      check(descriptor, state);
      var socket = new UnixDatagramSocket(descriptor);
      try {
        int connected =
            (int) CONNECT.invokeExact(state, descriptor, address, (int) address.byteSize());
        check(connected, state);
        return socket;
      } catch (IOException nobodyThere) {
        socket.close();
        throw nobodyThere;
      }
    } catch (Throwable thrown) {
      throw asDeclared(thrown);
    }
  }

  /// Takes a variable out of this process's environment, so that programs it starts do not get it.
  static void forgetVariable(String name) {
    var descriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment text = arena.allocateFrom(name);
      check((int) function("unsetenv", descriptor).invokeExact(state, text), state);
    } catch (Throwable thrown) {
      throw new IllegalStateException("no name of a variable: " + name, thrown);
    }
  }

  /// A function of the C library that leaves its `errno` in a segment, its first argument.
  @SuppressWarnings("restricted") // The launcher and the tests allow it to this module.
  static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        descriptor,
        Linker.Option.captureCallState("errno"));
  }

  /// A `struct sockaddr_un`.
  ///
  /// @param path as for [#connectedTo]
  /// @throws IOException if the path does not fit in
  static MemorySegment address(String path, Arena arena) throws IOException {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= PATH_BYTES) {
      throw new IOException("longer than the %d bytes of a socket's path".formatted(PATH_BYTES));
    }
    MemorySegment address = arena.allocate(PATH_OFFSET + PATH_BYTES, Short.BYTES);
    if (System.getProperty("os.name", "").equals("Linux")) {
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    } else {
      // BSD, and so macOS, has a byte for the length before a byte for the family.
      address.set(ValueLayout.JAVA_BYTE, 0, (byte) address.byteSize());
      address.set(ValueLayout.JAVA_BYTE, 1, (byte) AF_UNIX);
    }
    MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, PATH_OFFSET, bytes.length);
    if (path.charAt(0) == ABSTRACT) {
      address.set(ValueLayout.JAVA_BYTE, PATH_OFFSET, (byte) 0);
      // No NUL ends such a name: its length does.
      return address.asSlice(0, PATH_OFFSET + bytes.length);
    }
    return address;
  }

  @Override
  public void send(byte[] message) throws IOException {
    send(message, WAIT);
  }

  /// Sends one message on Linux, if the other one takes it at once.
  ///
  /// @throws IOException if not
  void sendWithoutWaiting(byte[] message) throws IOException {
    send(message, DO_NOT_WAIT);
  }

  private void send(byte[] message, int flags) throws IOException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
      check((long) SEND.invokeExact(state, descriptor, bytes, bytes.byteSize(), flags), state);
    } catch (Throwable thrown) {
      throw asDeclared(thrown);
    }
  }

  /// To be called once.
  @Override
  public void close() throws IOException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(CAPTURED);
      check((int) CLOSE.invokeExact(state, descriptor), state);
    } catch (Throwable thrown) {
      throw asDeclared(thrown);
    }
  }

  /// @param state where a function left its `errno`
  @SuppressWarnings("restricted") // The text ends in a NUL.
  private static void check(long result, MemorySegment state) throws Throwable {
    if (result < 0) {
      int errno = (int) ERRNO.get(state, 0L);
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(state, errno);
      throw new IOException(text.reinterpret(Long.MAX_VALUE).getString(0));
    }
  }

  /// Calling a method handle may throw anything, and these throw nothing of their own.
  private static IOException asDeclared(Throwable thrown) {
    return switch (thrown) {
      case IOException problem -> problem;
      case RuntimeException defect -> throw defect;
      case Error grave -> throw grave;
      default -> throw new IllegalStateException(thrown);
    };
  }
}
