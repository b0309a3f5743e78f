package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives a reader of foreign bytes a great many inputs that are nearly right, and looks for one at
/// which it breaks.
///
/// ```
/// new Fuzz("client protocol").seeds(BadInput.upTo(4_096)).words("PUB ", "\r\n").run(input -> …);
/// ```
///
/// First come the finds of earlier runs, then the seeds as they are, then mutations: a fixed
/// number, or as many as fit into `-Dnuncio.fuzz.seconds=N`. An input that leads to an outcome not
/// seen before is mutated further. An input breaks the target if the target throws anything, if it
/// allocates far more than the input is long, which also shows work that grows faster than the
/// input, or if it does not return within a minute.
///
/// What broke it is made as small as it goes and kept in the module's
/// `src/test/resources/finds/<name>`, where the next run begins; the failure names the file.
/// Confined to the thread of the test, but for the target, which has a thread of its own.
public final class Fuzz {
  private static final int ROUNDS = 20_000;
  private static final int MOST_SHRINKING = 3_000;
  private static final int MOST_OUTCOMES = 20_000;
  private static final long FREE_BYTES = 4 << 20;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String name;
  private final List<byte[]> seeds = new ArrayList<>();
  private final List<byte[]> words = new ArrayList<>();
  private final Set<Object> outcomes = new HashSet<>();
  private int rounds = ROUNDS;
  private long allocatedBytesForEach = 256;
  private volatile byte[] input = {};
  private volatile Stopwatch since = Stopwatch.started();

  /// What is fuzzed.
  @FunctionalInterface
  public interface Target {
    /// Reads `input`, and checks what must be true of any input.
    ///
    /// @return the kind of outcome, comparable by `equals`: inputs with a new one are mutated
    ///   further
    /// @throws Exception if it breaks; a refusal that is meant is to be caught and returned
    Object run(byte[] input) throws Exception;
  }

  /// @param name of the target, and of the folder of its finds
  public Fuzz(String name) {
    this.name = name;
  }

  /// Adds inputs to begin with.
  public Fuzz seeds(List<byte[]> inputs) {
    seeds.addAll(inputs);
    return this;
  }

  /// Adds inputs to begin with, given one character for each byte.
  public Fuzz seeds(String... inputs) {
    for (var text : inputs) {
      seeds.add(text.getBytes(ISO_8859_1));
    }
    return this;
  }

  /// Adds words of the language that is read, given one character for each byte.
  public Fuzz words(String... texts) {
    for (var text : texts) {
      words.add(text.getBytes(ISO_8859_1));
    }
    return this;
  }

  /// How many mutations there are, unless a time is set; 20,000 if this is not called.
  public Fuzz rounds(int count) {
    rounds = count;
    return this;
  }

  /// How many bytes a target may allocate for each byte of its input, besides 4 MiB; 256 if this is
  /// not called.
  public Fuzz allocating(long bytesForEach) {
    allocatedBytesForEach = bytesForEach;
    return this;
  }

  /// Looks for an input at which `target` breaks.
  ///
  /// @throws AssertionError if there is one
  public void run(Target target) {
    run(target, new Finds(Finds.folder(name)));
  }

  /// As [#run(Target)], with another place for the finds.
  void run(Target target, Finds finds) {
    var failure = new Throwable[1];
    var worker =
        new Thread(
            () -> {
              try {
                search(target, finds);
              } catch (Throwable e) {
                failure[0] = e;
              }
            },
            "fuzz " + name);
    worker.setDaemon(true);
    worker.start();
    while (worker.isAlive()) {
      if (since.left(LONGEST).isNegative()) {
        throw hanging(worker, finds);
      }
      Await.pass(POLL_INTERVAL);
    }
    if (failure[0] != null) {
      throw failure[0] instanceof AssertionError e ? e : new AssertionError(failure[0]);
    }
  }

  private AssertionError hanging(Thread worker, Finds finds) {
    Path file = finds.keep(input);
    var error = new AssertionError(name + " does not come to an end with the input in " + file);
    error.setStackTrace(worker.getStackTrace());
    return error;
  }

  private void search(Target target, Finds finds) {
    var mutator = new Mutator(Seed.random("fuzz " + name), seeds, words);
    for (byte[] find : finds.all()) {
      check(target, find, finds);
    }
    seeds.forEach(seed -> check(target, seed, finds));
    var stopwatch = Stopwatch.started();
    var patience = Duration.ofSeconds(Integer.getInteger("nuncio.fuzz.seconds", 0));
    int done = 0;
    while (patience.isZero() ? done < rounds : !stopwatch.left(patience).isNegative()) {
      byte[] next = mutator.next();
      if (check(target, next, finds)) {
        mutator.keep(next);
      }
      done++;
    }
    System.out.printf("fuzz name=%s inputs=%d outcomes=%d%n", name, done, outcomes.size());
  }

  /// @return whether the outcome is new
  private boolean check(Target target, byte[] candidate, Finds finds) {
    var found = new Object[1];
    Throwable broken = broken(target, candidate, found);
    if (broken != null) {
      byte[] small = shrunk(target, candidate, broken);
      Path file = finds.keep(small);
      throw new AssertionError(
          "%s breaks at %s, kept in %s: %s"
              .formatted(name, RawPeer.shown(new String(small, ISO_8859_1)), file, broken),
          broken);
    }
    return outcomes.size() < MOST_OUTCOMES && outcomes.add(found[0]);
  }

  /// What is wrong with the way `target` takes `candidate`, or null.
  private @Nullable Throwable broken(Target target, byte[] candidate, Object[] outcome) {
    input = candidate;
    since = Stopwatch.started();
    long most = FREE_BYTES + allocatedBytesForEach * candidate.length;
    try {
      long allocated = allocatedBytes(target, candidate, outcome);
      if (allocated > most) {
        allocated = allocatedBytes(target, candidate, outcome); // without loading classes
      }
      return allocated <= most
          ? null
          : new AssertionError(
              "expected to allocate at most %,d bytes for %,d, got %,d"
                  .formatted(most, candidate.length, allocated));
    } catch (Throwable e) {
      return e;
    }
  }

  private static long allocatedBytes(Target target, byte[] candidate, Object[] outcome)
      throws Throwable {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    outcome[0] = target.run(candidate.clone());
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /// Takes parts away as long as it breaks in the same way.
  private byte[] shrunk(Target target, byte[] candidate, Throwable broken) {
    byte[] small = candidate;
    int left = MOST_SHRINKING;
    for (int size = Math.max(1, small.length / 2); size > 0; size /= 2) {
      for (int at = 0; at + size <= small.length && left > 0; left--) {
        byte[] smaller = Mutator.spliced(small, at, at + size, new byte[0]);
        Throwable other = broken(target, smaller, new Object[1]);
        if (other != null && other.getClass() == broken.getClass()) {
          small = smaller;
        } else {
          at += size;
        }
      }
    }
    return small;
  }
}
