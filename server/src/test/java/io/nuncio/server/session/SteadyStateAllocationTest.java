package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nuncio.auth.Authenticator;
import io.nuncio.config.ServerConfig;
import io.nuncio.server.account.Account;
import io.nuncio.server.connection.Lane;
import io.nuncio.server.connection.LoopOutput;
import io.nuncio.server.connection.MemoryBudget;
import io.nuncio.server.events.EventSink;
import io.nuncio.server.events.Level;
import io.nuncio.server.events.LogSink;
import io.nuncio.server.events.Ports;
import io.nuncio.server.lifecycle.ServerCore;
import io.nuncio.server.transport.EventLoop;
import io.nuncio.server.transport.Link;
import io.nuncio.server.transport.LinkListener;
import io.nuncio.server.transport.Poller;
import io.nuncio.server.transport.TlsMeans;
import io.nuncio.wire.ServerInfo;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A message that is published and delivered makes no object: what a thread allocates is counted by
/// the JVM, with everything but the sockets in place.
class SteadyStateAllocationTest {
  private static final int MESSAGES_PER_READ = 200;
  private static final int READS = 300;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<LinkListener> listeners = new ArrayList<>();
  private final EventLoop loop =
      new EventLoop(
          0,
          new OnlyRegisters(),
          () -> 1,
          fault -> {
            throw new AssertionError(fault);
          });
  private final ServerCore core = core();

  @ParameterizedTest(name = "{0} to {1} subscribers of {2}, queue group \"{3}\"")
  @CsvSource({
    "PUB a.b 5, 0, a.b, ''",
    "PUB a.b 5, 1, a.b, ''",
    "PUB a.b 5, 10, a.*, ''",
    "PUB a.b 5, 3, a.>, workers",
    "PUB a.b reply.to 5, 1, a.b, ''",
    "PUB   a.b  5, 1, a.b, ''",
    "HPUB a.b 2 5, 1, a.b, ''",
  })
  void messageAllocatesNothing(String line, int subscribers, String filter, String group) {
    for (int i = 0; i < subscribers; i++) {
      connect("SUB " + filter + " " + group + " " + i + "\r\n", "PING\r\n");
    }
    LinkListener publisher = connect("", (line + "\r\nhello\r\n").repeat(MESSAGES_PER_READ));
    allocatedBy(publisher); // fills pools and caches

    double bytesPerMessage = (double) allocatedBy(publisher) / (READS * MESSAGES_PER_READ);

    // A single object for each message would be 16 bytes; the JVM's own noise is far below one.
    assertThat(bytesPerMessage).isLessThan(1);
  }

  private long allocatedBy(LinkListener publisher) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < READS; i++) {
      publisher.onReadable();
      loop.runOnce(0);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /// Connects a client that says `first` once, and `always` in each read after that.
  private LinkListener connect(String first, String always) {
    String connect = "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true}\r\n";
    core.accept(new Repeating(connect + first, always));
    loop.runOnce(0);
    LinkListener listener = listeners.getLast();
    listener.onReadable();
    return listener;
  }

  private ServerCore core() {
    List<SplittableRandom> randoms = List.of(new SplittableRandom(1));
    Account account = new Account(Account.GLOBAL, randoms, true);
    List<Lane> lanes = ServerCore.lanes(List.of(loop));
    List<LoopOutput> outputs = ServerCore.outputs(lanes);
    SessionContext context =
        new SessionContext(
            new Settings(
                new ServerInfo("N", "n", "2.15.2", "nuncio", "0.0.0.0", 4222, true, false, 1024),
                ServerConfig.defaults(),
                Authenticator.open()),
            account,
            outputs,
            new Ports(new NoLog(), EventSink.none(), InstantSource.system()));
    return new ServerCore(
        context,
        List.of(new SessionLane(lanes.getFirst(), account, randoms.getFirst())),
        new MemoryBudget(1 << 20),
        new TlsMeans((step, begun) -> false));
  }

  private static final class NoLog implements LogSink {
    @Override
    public void log(Level level, String text) {}

    @Override
    public boolean isEnabled(Level level) {
      return false;
    }
  }

  private final class OnlyRegisters implements Poller {
    @Override
    public Registration register(Link link, LinkListener listener) {
      listeners.add(listener);
      return new Registration() {
        @Override
        public void readInterest(boolean wanted) {}

        @Override
        public void writeInterest(boolean wanted) {}

        @Override
        public void cancel() {}
      };
    }

    @Override
    public void poll(long timeoutNanos) {}

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }

  /// Says one thing once and another for ever; takes whatever it is given.
  private static final class Repeating implements Link {
    private final byte[] always;
    private byte[] next;

    Repeating(String first, String always) {
      this.next = first.getBytes(US_ASCII);
      this.always = always.getBytes(US_ASCII);
    }

    @Override
    public int read(ByteBuffer target) {
      target.put(next);
      int bytes = next.length;
      next = always;
      return bytes;
    }

    @Override
    public int write(ByteBuffer source) {
      int bytes = source.remaining();
      source.position(source.limit());
      return bytes;
    }

    @Override
    public void close() {}

    @Override
    public String remoteIp() {
      return "192.0.2.1";
    }

    @Override
    public int remotePort() {
      return 0;
    }

    @Override
    public String remoteAddress() {
      return "192.0.2.1:1";
    }
  }
}
