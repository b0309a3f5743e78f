package io.nuncio.bench.parts;

import io.nuncio.auth.SubjectRule;
import io.nuncio.auth.SubjectRules;
import io.nuncio.server.routing.FanOut;
import io.nuncio.server.routing.Publication;
import io.nuncio.server.routing.Router;
import io.nuncio.server.routing.SubjectIndex;
import io.nuncio.wire.PublishFrame;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Whether a client may publish a message.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PermissionsBenchmark {
  private static final int MESSAGES = 1_024;

  /// How many filters are denied of `>`.
  @Param({"1", "100"})
  int denied = 1;

  private final Publication message = new Publication(0);
  private final FanOut fanOut = new FanOut();
  private final SubjectIndex index = new SubjectIndex(1);
  private final Router router = new Router(index, new SplittableRandom(1), true);
  private SubjectRules rules = SubjectRules.ALL;
  private PublishFrame[] frames = {};

  /// For JMH.
  public PermissionsBenchmark() {}

  /// Makes the rules, and lets the subjects be remembered.
  @Setup
  public void permit() {
    List<SubjectRule> deny =
        IntStream.range(0, denied).mapToObj(i -> SubjectRule.of("orders.*.hidden." + i)).toList();
    rules = SubjectRules.of(List.of(SubjectRule.of(">")), deny);
    frames = Published.frames("orders.eu.", 1_000);
    for (int i = 0; i < 2; i++) {
      for (PublishFrame each : frames) {
        message.moveTo(each, this);
        router.route(message, fanOut);
      }
    }
  }

  /// What the rules say.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int asked() {
    int permitted = 0;
    for (int i = 0; i < MESSAGES; i++) {
      PublishFrame frame = frames[(i * 7) % frames.length];
      permitted += rules.mayPublish(frame.buffer(), frame.subjectFrom(), frame.subjectTo()) ? 1 : 0;
    }
    return permitted;
  }

  /// What they said before, with the search for it.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int remembered() {
    int permitted = 0;
    for (int i = 0; i < MESSAGES; i++) {
      message.moveTo(frames[(i * 7) % frames.length], this);
      permitted += router.permits(message, rules) ? 1 : 0;
    }
    return permitted;
  }
}
