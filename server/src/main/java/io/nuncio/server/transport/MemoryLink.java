package io.nuncio.server.transport;

import io.nuncio.wire.ByteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A connection within this JVM: two rings of bytes in the place of a socket.
///
/// ```
/// client ──write──▶ toServer ──read──▶ loop
///        ◀──read── toClient ◀──write── any loop
/// ```
///
/// The loop's end is told what it is ready for as a selector would tell it, as long as that holds,
/// by a [LoopCall] for each direction. The client's end waits at a [Bell]. What was written before
/// an end is closed can still be read at the other one. While both ends are busy no system call is
/// made for it.
public final class MemoryLink implements Link {
  /// How much can be on its way in one direction.
  static final int RING_BYTES = 256 << 10;

  /// How much room a loop is woken up for: a peer that takes little at a time costs no call for
  /// each.
  private static final int WORTHWHILE_BYTES = RING_BYTES / 4;

  private final ByteRing toServer = new ByteRing(RING_BYTES);
  private final ByteRing toClient = new ByteRing(RING_BYTES);
  private final Watch watch = new Watch();
  private final LoopCall readable;
  private final LoopCall writable;
  private final MemoryEndpoint clientEnd = new MemoryEndpoint(this, toServer, toClient);
  private final EventLoop loop;
  private final Consumer<MemoryLink> onClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// A connection to a server.
  ///
  /// @param loop that owns the server's end
  /// @param onClosed told once, when that end is closed, by whoever closes it
  public MemoryLink(EventLoop loop, Consumer<MemoryLink> onClosed) {
    this.loop = loop;
    this.onClosed = onClosed;
    this.readable = new LoopCall(loop, watch::tellReadable);
    this.writable = new LoopCall(loop, watch::tellWritable);
  }

  /// The loop that owns the server's end.
  public EventLoop loop() {
    return loop;
  }

  /// The other end.
  public ByteEndpoint clientEnd() {
    return clientEnd;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    int read = toServer.take(target);
    if (read > 0) {
      clientEnd.onRoom();
    }
    return read;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    checkOpen();
    int written = toClient.put(source);
    if (written < 0) {
      throw new IOException("the client has closed its end");
    }
    if (written > 0) {
      clientEnd.onBytes();
    }
    return written;
  }

  private void checkOpen() throws IOException {
    if (closed.get()) {
      throw new IOException("closed");
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      toClient.end();
      toServer.abandon();
      clientEnd.onServerClosed();
      onClosed.accept(this);
    }
  }

  /// The client has written something, or closed its end. Called by the client.
  void onBytes() {
    if (watch.reads) {
      readable.request();
    }
  }

  /// The client has taken something, or closed its end. Called by the client.
  void onRoom() {
    if (watch.writes && toClient.hasRoom(WORTHWHILE_BYTES)) {
      writable.request();
    }
  }

  /// Both rings' memory has been given back.
  boolean holdsNothing() {
    return toServer.isEmptyForGood() && toClient.isEmptyForGood();
  }

  @Override
  public Poller.Registration register(Poller poller, LinkListener listener) {
    watch.listener = listener;
    watch.readInterest(true);
    return watch;
  }

  /// Empty: there is none.
  @Override
  public String remoteIp() {
    return "";
  }

  @Override
  public int remotePort() {
    return 0;
  }

  @Override
  public String remoteAddress() {
    return PeerAddress.IN_PROCESS;
  }

  /// What the loop wants to be told. Confined to it, but for the interests, which the client reads.
  private final class Watch implements Poller.Registration {
    private volatile boolean reads;
    private volatile boolean writes;
    private @Nullable LinkListener listener;

    @Override
    public void readInterest(boolean wanted) {
      reads = wanted;
      readAgain();
    }

    private void readAgain() {
      if (reads && toServer.isReadable()) {
        readable.request();
      }
    }

    void tellReadable() {
      if (reads && listener != null && toServer.isReadable()) {
        listener.onReadable();
        readAgain();
      }
    }

    @Override
    public void writeInterest(boolean wanted) {
      writes = wanted;
      onRoom();
    }

    void tellWritable() {
      if (writes && listener != null && toClient.hasRoom(WORTHWHILE_BYTES)) {
        listener.onWritable();
        onRoom();
      }
    }

    @Override
    public void cancel() {
      reads = false;
      writes = false;
      listener = null;
    }
  }
}
