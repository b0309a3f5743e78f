package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Latencies;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Crew;
import io.nuncio.bench.wire.Frames;
import io.nuncio.bench.wire.Requesters;
import io.nuncio.bench.wire.Responder;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Some connections ask, and one answers.
///
/// @param stage of the workload
/// @param name of the workload
/// @param requesters how many connections ask, one request at a time each
/// @param count how many requests there are
public record Requests(Stage stage, String name, int requesters, int count) implements Workload {
  private static final int SIZE = 16;
  private static final String SUBJECT = "svc";

  @Override
  public String summary() {
    return "%d asking, one answering, 16 B".formatted(requesters);
  }

  @Override
  public String unit() {
    return "request";
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int requests = scale.of(count);
    try (var crew = new Crew();
        var service = Connection.open(server.endpoint(), "SUB " + SUBJECT + " 1\r\n")) {
      crew.add(new Responder(service));
      crew.start();
      return requesters == 1 ? alone(server, requests) : together(server, requests);
    }
  }

  private static Sample alone(ServerProcess server, int requests) throws IOException {
    String inbox = "_INBOX.abcdefghijkl0";
    byte[] frame = Frames.request(SUBJECT, inbox + ".zz", SIZE);
    int answerBytes = Frames.message(inbox + ".zz", 1, SIZE).length;
    var request = ByteBuffer.allocateDirect(frame.length).put(frame);
    var latencies = new Latencies(requests);
    try (var connection = Connection.open(server.endpoint(), "SUB " + inbox + ".* 1\r\n")) {
      long cpuBefore = server.cpu().nanos();
      long start = Clock.nanos();
      for (int i = 0; i < requests; i++) {
        long sentAt = Clock.nanos();
        connection.write(request.rewind());
        connection.skip(answerBytes);
        latencies.add(Clock.nanos() - sentAt);
      }
      long elapsed = Clock.nanos() - start;
      return Sample.of(requests, server.cpu().nanos() - cpuBefore, elapsed).with(latencies);
    }
  }

  private Sample together(ServerProcess server, int requests) throws IOException {
    try (var all = new Requesters(requests)) {
      for (int i = 0; i < requesters; i++) {
        all.add(server.endpoint(), SUBJECT, SIZE);
      }
      long cpuBefore = server.cpu().nanos();
      long start = Clock.nanos();
      var latencies = all.run();
      long elapsed = Clock.nanos() - start;
      return Sample.of(requests, server.cpu().nanos() - cpuBefore, elapsed).with(latencies);
    }
  }
}
