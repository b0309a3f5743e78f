package io.nuncio.bench.parts;

import io.nuncio.server.routing.FanOut;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Router;
import io.nuncio.server.routing.SubjectIndex;
import io.nuncio.wire.PublishFrame;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Finds who wants a message where that of recent subjects is remembered.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteCacheBenchmark {
  private static final int MESSAGES = 1_024;

  /// More than are remembered, so that each has been forgotten when it comes again.
  private static final int SUBJECTS = 1 << 16;

  private final SubjectIndex index = new SubjectIndex(1);
  private final Publication message = new Publication(0);
  private final FanOut fanOut = new FanOut();
  private final Router router = new Router(index, new SplittableRandom(1), true);
  private PublishFrame[] frames = {};
  private int next;

  /// For JMH.
  public RouteCacheBenchmark() {}

  /// Fills the index.
  @Setup
  public void subscribe() {
    for (int i = 0; i < SUBJECTS; i++) {
      index.add(new CountingSubscriber("orders.eu." + i, "", i));
    }
    frames = Published.frames("orders.eu.", SUBJECTS);
  }

  private int route(PublishFrame frame) {
    message.moveTo(frame, this);
    return router.route(message, fanOut) ? 1 : 0;
  }

  /// The same subject as just before.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int same() {
    fanOut.beginTurn();
    int taken = 0;
    for (int i = 0; i < MESSAGES; i++) {
      taken += route(frames[0]);
    }
    return taken;
  }

  /// Another subject than just before, of a thousand.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int amongThousand() {
    fanOut.beginTurn();
    int taken = 0;
    for (int i = 0; i < MESSAGES; i++) {
      taken += route(frames[(i * 7) % 1_000]);
    }
    return taken;
  }

  /// A subject that is not remembered, nor will be.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int miss() {
    fanOut.beginTurn();
    int taken = 0;
    for (int i = 0; i < MESSAGES; i++) {
      next = (next + 1) % SUBJECTS;
      taken += route(frames[next]);
    }
    return taken;
  }
}
