package io.nuncio.bench.workload;

import java.util.ArrayList;
import java.util.List;

/// All workloads there are.
public final class Catalog {
  private Catalog() {}

  /// Streams, latencies, and what an idle connection takes.
  public static List<Workload> core() {
    return List.of(
        stream("pub16", Shape.oneTo(0), Load.of(16, 1_500_000)),
        stream("pub128", Shape.oneTo(0), Load.of(128, 1_000_000)),
        stream("pub8k", Shape.oneTo(0), Load.of(8192, 40_000)),
        stream("1to1-16", Shape.oneTo(1), Load.of(16, 1_000_000)),
        stream("1to1-128", Shape.oneTo(1), Load.of(128, 600_000)),
        stream("1to1-8k", Shape.oneTo(1), Load.of(8192, 20_000)),
        stream("1to10-128", Shape.oneTo(10), Load.of(128, 60_000)),
        stream("10to10-128", Shape.pairs(10), new Load(128, 15_000, 700, 0)),
        stream("paced-40k", Shape.oneTo(1), new Load(128, 10_000, 150, 40_000)),
        new Echo(Stage.CORE, "echo", true),
        new Requests(Stage.CORE, "req1", 1, 4_000),
        new Requests(Stage.CORE, "req50", 50, 25_000),
        new IdleConnections(Stage.CORE, "idle-2000", 2_000));
  }

  /// What goes beyond.
  public static List<Workload> more() {
    return List.of(
        new Subjects("subjects-1k", 1_000),
        new Subjects("subjects-50k", 50_000),
        new Subjects("subjects-1m", 1_000_000),
        new QueueGroups("queues-100x10", 100, 10),
        new HeaderStream("headers", false),
        new HeaderStream("headers-stripped", true),
        new Wildcards("wildcards"),
        new Bomb("bomb"),
        new Echo(Stage.MORE, "no-responders", false),
        new Stream(Stage.MORE, "1to1-64k", Shape.oneTo(1), Load.of(65_536, 4_000)),
        new Stream(Stage.MORE, "1to1-1m", Shape.oneTo(1), Load.of(1_000_000, 300)),
        new TlsStream("tls-1to1-128", Load.of(128, 300_000)),
        new TlsStream("tls-1to1-16k", Load.of(16_384, 6_000)),
        new TlsHandshakes("tls-handshakes", 500),
        new ManySubscriptions("subs-1m"),
        new Stalled("stalled"),
        new Storm("storm", 10_000),
        new Start("start"));
  }

  /// Both.
  public static List<Workload> all() {
    var all = new ArrayList<>(core());
    all.addAll(more());
    return all;
  }

  /// Streams whose every byte is compared: several publishers, several subscribers, small, middling
  /// and large messages, and frames cut wherever a write ends.
  public static List<Stream> verifying() {
    return List.of(
        stream("verify-16", Shape.oneTo(1), Load.of(16, 300_000)),
        stream("verify-fan-out", Shape.oneTo(3), new Load(128, 100_000, 65_500, 0)),
        stream("verify-pairs", Shape.pairs(4), new Load(100, 50_000, 777, 0)),
        stream("verify-8k", Shape.oneTo(2), Load.of(8192, 20_000)),
        stream("verify-fan-in", new Shape(3, 2, false), new Load(128, 20_000, 5_000, 0)),
        stream("verify-60k", Shape.oneTo(1), Load.of(60_000, 500)));
  }

  private static Stream stream(String name, Shape shape, Load load) {
    return new Stream(Stage.CORE, name, shape, load);
  }
}
