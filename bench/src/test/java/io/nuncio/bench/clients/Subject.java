package io.nuncio.bench.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.nuncio.bench.clients.Candidate.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The program that is measured: one client in a JVM of its own, which does what it is told by
/// lines on its standard input, and answers each with a line.
final class Subject {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Candidate candidate;
  private final String url;
  private final String wrongUrl;
  private final AtomicLong received = new AtomicLong();

  private Subject(Candidate candidate, String url, String wrongUrl) {
    this.candidate = candidate;
    this.url = url;
    this.wrongUrl = wrongUrl;
  }

  /// Connects, and obeys.
  ///
  /// @param arguments the client's name, the server's URL, and one with a token that is refused
  public static void main(String[] arguments) throws Exception {
    new Subject(Candidate.named(arguments[0]), arguments[1], arguments[2]).obey();
  }

  private static void say(String text) {
    System.out.println(text);
  }

  private void obey() throws Exception {
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    Set<Thread> before = threads();
    Session session = candidate.connect(url, () -> say("reconnected"));
    session.handle("in", body -> received.incrementAndGet());
    session.flush();
    say("connected");
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "refuse" -> say(refuse());
        case "threads" -> say(newThreads(before));
        case "publish" -> say(publish(session, Integer.parseInt(words[1])));
        case "receive" -> receive(Long.parseLong(words[1]));
        default -> throw new IOException("not an order: " + line);
      }
    }
    session.close();
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /// How many threads there are that were not: the client's, and those on which the JDK runs
  /// virtual threads.
  private static String newThreads(Set<Thread> before) {
    int own = 0;
    int carriers = 0;
    for (Thread each : threads()) {
      if (!before.contains(each)) {
        boolean carrier =
            each.getName().startsWith("ForkJoinPool-")
                || each.getName().startsWith("VirtualThread-");
        own += carrier ? 0 : 1;
        carriers += carrier ? 1 : 0;
      }
    }
    return own + " " + carriers;
  }

  /// How many milliseconds it takes until a wrong token is refused.
  private String refuse() {
    long begin = System.nanoTime();
    try {
      candidate.connect(wrongUrl, () -> {}).close();
      throw new IllegalStateException("a wrong token was accepted");
    } catch (IllegalStateException e) {
      throw e;
    } catch (Exception refused) {
      return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) / 1e6);
    }
  }

  private static long allocatedBytes() {
    return THREADS.getTotalThreadAllocatedBytes();
  }

  /// Nanoseconds of processor time and bytes allocated for each message.
  private static String publish(Session session, int count) throws Exception {
    byte[] body = new byte[128];
    long bytes = allocatedBytes();
    long cpu = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < count; i++) {
      session.publish("out", body);
    }
    session.flush();
    return perMessage(SYSTEM.getProcessCpuTime() - cpu, allocatedBytes() - bytes, count);
  }

  /// The same, from the first of so many messages to the last.
  private void receive(long count) {
    received.set(0);
    long bytes = allocatedBytes();
    long cpu = SYSTEM.getProcessCpuTime();
    say("ready");
    while (received.get() < count) {
      LockSupport.parkNanos(1_000_000);
    }
    say(perMessage(SYSTEM.getProcessCpuTime() - cpu, allocatedBytes() - bytes, count));
  }

  private static String perMessage(long cpuNanos, long bytes, long count) {
    return String.format(
        Locale.ROOT, "%.1f %.1f", (double) cpuNanos / count, (double) bytes / count);
  }
}
