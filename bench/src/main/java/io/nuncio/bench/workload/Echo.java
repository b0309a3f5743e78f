package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Latencies;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.Connection;
import io.nuncio.bench.wire.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One connection sends, waits for the answer, and sends again.
///
/// @param stage of the workload
/// @param name of the workload
/// @param served whether the subject it publishes to is its own; otherwise nobody's, and the server
///   answers "no responders"
public record Echo(Stage stage, String name, boolean served) implements Workload {
  private static final int MESSAGES = 4_000;
  private static final int FIRST = 200;
  private static final int SIZE = 16;

  @Override
  public String summary() {
    return served
        ? "one connection publishes 16 B to itself and waits for them"
        : "one connection asks where nobody serves and waits for the 503";
  }

  @Override
  public String unit() {
    return served ? "message" : "request";
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    byte[] frame =
        served ? Frames.publish("echo.x", SIZE) : Frames.request("nobody.serves", "echo.x", SIZE);
    var request = ByteBuffer.allocateDirect(frame.length).put(frame).flip();
    try (var connection = Connection.open(server.endpoint(), "SUB echo.x 1\r\n")) {
      int answerBytes = answerBytes(connection, request);
      for (int i = 0; i < FIRST; i++) {
        trip(connection, request, answerBytes);
      }
      int messages = scale.of(MESSAGES);
      var latencies = new Latencies(messages);
      long cpuBefore = server.cpu().nanos();
      long start = Clock.nanos();
      for (int i = 0; i < messages; i++) {
        latencies.add(trip(connection, request, answerBytes));
      }
      long elapsed = Clock.nanos() - start;
      return Sample.of(messages, server.cpu().nanos() - cpuBefore, elapsed).with(latencies);
    }
  }

  private int answerBytes(Connection connection, ByteBuffer request) throws IOException {
    connection.write(request.rewind());
    String answer = connection.ping();
    answer = answer.substring(0, answer.indexOf("PONG\r\n"));
    if (!answer.contains(served ? "MSG echo.x 1 16" : " 503")) {
      throw new IOException("an answer was expected, and this came: " + answer);
    }
    return answer.length();
  }

  private static long trip(Connection connection, ByteBuffer request, int answerBytes)
      throws IOException {
    long start = Clock.nanos();
    connection.write(request.rewind());
    connection.skip(answerBytes);
    return Clock.nanos() - start;
  }
}
