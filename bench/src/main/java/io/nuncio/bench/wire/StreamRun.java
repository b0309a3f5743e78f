package io.nuncio.bench.wire;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.CpuClock;
import io.nuncio.bench.measure.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One run of publishers and subscribers against one server. Confined to one thread.
///
/// Time runs from the start of the publishers until all of them and all subscribers are done; the
/// processor time also has the 20 ms after that, for what the server still tidies up.
public final class StreamRun implements AutoCloseable {
  private static final int REST_BEFORE_MILLIS = 50;
  private static final int REST_AFTER_MILLIS = 20;

  /// What a run took.
  ///
  /// @param elapsedNanos real time
  /// @param cpuNanos processor time of the server
  public record Taken(long elapsedNanos, long cpuNanos) {}

  private final List<Connection> connections = new ArrayList<>();
  private final List<Connection> watched = new ArrayList<>();
  private final Receiver receiver = new Receiver();
  private final Crew crew = new Crew();
  private boolean subscribed;

  /// Nobody publishes or subscribes yet.
  public StreamRun() throws IOException {}

  /// Adds a subscriber; the connection is closed in the end.
  public void subscribe(Connection connection, Sink sink) throws IOException {
    connections.add(connection);
    receiver.add(connection, sink);
    subscribed = true;
  }

  /// Adds a subscriber whose connection stays open, and blocking again, in the end.
  public void watch(Connection connection, Sink sink) throws IOException {
    watched.add(connection);
    receiver.add(connection, sink);
    subscribed = true;
  }

  /// Adds a publisher; the connection is closed in the end.
  public void publish(Connection connection, Publication publication) {
    connections.add(connection);
    crew.add(new Publisher(connection, publication));
  }

  /// Lets them all go, and waits for the end.
  ///
  /// @param cpu of the server
  public Taken run(CpuClock cpu) throws IOException, InterruptedException {
    if (subscribed) {
      crew.add(receiver);
    }
    Clock.pause(REST_BEFORE_MILLIS);
    long cpuBefore = cpu.nanos();
    long start = Clock.nanos();
    crew.start();
    crew.await();
    long elapsed = Clock.nanos() - start;
    Clock.pause(REST_AFTER_MILLIS);
    return new Taken(elapsed, cpu.nanos() - cpuBefore);
  }

  /// The same, as what each of `units` took.
  public Sample sample(long units, CpuClock cpu) throws IOException, InterruptedException {
    var taken = run(cpu);
    return Sample.of(units, taken.cpuNanos(), taken.elapsedNanos());
  }

  @Override
  public void close() throws IOException {
    crew.close();
    receiver.close();
    for (var connection : watched) {
      connection.channel().configureBlocking(true);
    }
    for (var connection : connections) {
      connection.close();
    }
  }
}
