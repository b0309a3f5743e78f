package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.ByteCounter;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.FrameChecker;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Publication;
import io.nuncio.bench.wire.Sink;
import io.nuncio.bench.wire.StreamRun;
import java.io.IOException;

/// Publishers send messages of one size, and subscribers receive them.
///
/// @param stage of the workload
/// @param name of the workload
/// @param shape who to whom
/// @param load what
public record Stream(Stage stage, String name, Shape shape, Load load) implements Workload {
  /// Makes what receives the so many copies of a frame.
  @FunctionalInterface
  private interface Sinks {
    Sink of(byte[] frame, long times);
  }

  @Override
  public String summary() {
    String pace = load.perSecond() == 0 ? "" : ", %,d a second".formatted(load.perSecond());
    return "%d to %d, %,d B%s"
        .formatted(shape.publishers(), shape.subscribers(), load.size(), pace);
  }

  @Override
  public String unit() {
    return shape.subscribers() == 0 ? "message" : "delivery";
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    return run(
        server, scale.of(load.messages()), (frame, times) -> new ByteCounter(frame.length * times));
  }

  /// Runs it for nothing but to compare every byte that is delivered.
  ///
  /// @throws io.nuncio.bench.wire.WrongBytesException if one is wrong
  public void verify(ServerProcess server) throws IOException, InterruptedException {
    run(server, load.messages(), FrameChecker::new);
  }

  private Sample run(ServerProcess server, int messages, Sinks sinks)
      throws IOException, InterruptedException {
    try (var run = new StreamRun()) {
      for (int i = 0; i < shape.subscribers(); i++) {
        String subject = shape.subject(i);
        int sid = i + 1;
        run.subscribe(
            Connection.open(server.endpoint(), "SUB " + subject + " " + sid + "\r\n"),
            sinks.of(Frames.message(subject, sid, load.size()), shape.perSubscriber(messages)));
      }
      for (int i = 0; i < shape.publishers(); i++) {
        byte[] frame = Frames.publish(shape.subject(i), load.size());
        run.publish(
            Connection.open(server.endpoint()),
            Publication.of(frame, load.batchBytes(), messages).paced(load.perSecond()));
      }
      return run.sample(shape.units(messages), server.cpu());
    }
  }
}
