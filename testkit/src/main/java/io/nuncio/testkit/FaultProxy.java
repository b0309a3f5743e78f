package io.nuncio.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A network between a client and a server that does what networks do: it cuts, ends one direction,
/// is late, hands on a byte at a time, stands still, and refuses.
///
/// Two threads for each connection. Faults hold for all connections, those to come included, until
/// [#heal]. Safe from any thread.
public final class FaultProxy implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int USUAL_BYTES = 16 * 1024;

  /// As little as systems allow, so that a network that stands still is noticed soon.
  private static final int BUFFER_BYTES = 4 * 1024;

  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final int serverPort;
  private final int port;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket listener;
  private volatile Socket holder = new Socket();
  private volatile boolean still;
  private volatile long delayNanos;
  private volatile int atOnce = USUAL_BYTES;
  private volatile boolean closed;

  /// Two sockets whose bytes go from one to the other.
  private record Pair(Socket client, Socket server) {
    void cut() {
      cut(client);
      cut(server);
    }

    /// Closes so that the other side is told at once that bytes may have been lost.
    private static void cut(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException alreadyClosed) {
        // the same in the end
      }
      close(socket);
    }

    void close() {
      close(client);
      close(server);
    }

    static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException alreadyBroken) {
        // nothing is left to end
      }
    }
  }

  private FaultProxy(int serverPort) {
    this.serverPort = serverPort;
    this.port = listen(0);
  }

  /// Leads to a server of this machine. Begins without a fault.
  public static FaultProxy to(int serverPort) {
    return new FaultProxy(serverPort);
  }

  /// Where clients connect to.
  public int port() {
    return port;
  }

  /// How many connections lead through it now.
  public int connections() {
    return pairs.size();
  }

  private int listen(int wanted) {
    try {
      ServerSocket fresh = new ServerSocket();
      fresh.setReuseAddress(true);
      fresh.setReceiveBufferSize(BUFFER_BYTES);
      fresh.bind(new InetSocketAddress(loopback, wanted), 50);
      listener = fresh;
      start("fault-proxy-accept", () -> acceptAll(fresh));
      return fresh.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll(ServerSocket open) {
    while (!open.isClosed()) {
      try {
        join(open.accept());
      } catch (IOException refused) {
        // the listener was closed, which ends this, or the server is not there
      }
    }
  }

  private void join(Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.setSendBufferSize(BUFFER_BYTES);
      server.connect(new InetSocketAddress(loopback, serverPort));
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
    } catch (IOException e) {
      new Pair(client, server).cut();
      throw e;
    }
    Pair pair = new Pair(client, server);
    pairs.add(pair);
    start("fault-proxy-up", () -> pump(pair, client, server));
    start("fault-proxy-down", () -> pump(pair, server, client));
  }

  private void pump(Pair pair, Socket from, Socket to) {
    byte[] buffer = new byte[USUAL_BYTES];
    try {
      while (true) {
        awaitMotion();
        int count = from.getInputStream().read(buffer, 0, Math.min(buffer.length, atOnce));
        if (count < 0) {
          to.shutdownOutput();
          endWhenBothHave(pair);
          return;
        }
        awaitMotion();
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException | InterruptedException e) {
      pair.close();
      pairs.remove(pair);
    }
  }

  private void endWhenBothHave(Pair pair) {
    if (pair.client().isOutputShutdown() && pair.server().isOutputShutdown()) {
      pair.close();
      pairs.remove(pair);
    }
  }

  /// Waits as long as the network is late or stands still.
  private void awaitMotion() throws InterruptedException {
    lock.lock();
    try {
      long left = delayNanos;
      while (!closed && (still || left > 0)) {
        if (still) {
          changed.await();
        } else {
          left = changed.awaitNanos(left);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Resets every connection; new ones are taken.
  public void cut() {
    for (Pair each : List.copyOf(pairs)) {
      each.cut();
      pairs.remove(each);
    }
    tell();
  }

  /// Ends what servers send on every connection; what clients send still gets through.
  public void endDownward() throws IOException {
    for (Pair each : pairs) {
      each.client().shutdownOutput();
    }
  }

  /// Hands on a byte at a time.
  public void trickle() {
    atOnce = 1;
  }

  /// Lets each piece wait for that long before it is handed on, twice.
  public void delay(Duration span) {
    delayNanos = span.toNanos();
  }

  /// Hands on nothing more, in either direction; connections are still accepted.
  public void standStill() {
    still = true;
  }

  /// Refuses new connections; those that there are stay. The port is kept, so that nobody else of
  /// this machine can answer there.
  public void refuse() throws IOException {
    stopListening();
    holder = Await.value("the port is ours", LIMIT, this::held);
  }

  private void stopListening() throws IOException {
    ServerSocket open = listener;
    if (open != null) {
      open.close();
    }
  }

  /// A socket that has the port, and does not listen.
  private @Nullable Socket held() {
    Socket socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback, port));
      return socket;
    } catch (IOException notYet) {
      Pair.close(socket);
      return null;
    }
  }

  /// Takes connections again after [#refuse].
  public void accept() {
    Pair.close(holder);
    int again = listen(port);
    if (again != port) {
      throw new IllegalStateException("expected port " + port + ", got " + again);
    }
  }

  /// Ends every fault but [#refuse].
  public void heal() {
    still = false;
    delayNanos = 0;
    atOnce = USUAL_BYTES;
    tell();
  }

  @Override
  public void close() {
    closed = true;
    try {
      stopListening();
    } catch (IOException alreadyClosed) {
      // nothing listens any more
    }
    Pair.close(holder);
    cut();
  }
}
