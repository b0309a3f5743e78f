package io.nuncio.bench.workload;

import io.nuncio.bench.measure.Clock;
import io.nuncio.bench.measure.Figure;
import io.nuncio.bench.measure.Sample;
import io.nuncio.bench.server.ServerProcess;
import io.nuncio.bench.wire.TlsConnection;
import java.io.IOException;

/// Clients connect through TLS 1.3, introduce themselves, and leave; nobody has been there before.
///
/// @param name of the workload
/// @param count how many
public record TlsHandshakes(String name, int count) implements Workload {
  private static final int WARM_UPS = 20;

  @Override
  public String summary() {
    return "connections through TLS 1.3 (P-256), each with a full handshake, one after the other";
  }

  @Override
  public String unit() {
    return "handshake";
  }

  @Override
  public Stage stage() {
    return Stage.TLS;
  }

  /// A JVM compiles what a handshake runs through for longer than the others: a server that has
  /// seen a thousand spends twice as much on the next as one that has seen ten thousand.
  @Override
  public int warmUps() {
    return WARM_UPS;
  }

  @Override
  public Sample run(ServerProcess server, Scale scale) throws IOException, InterruptedException {
    int handshakes = scale.of(count);
    long cpuBefore = server.cpu().nanos();
    long start = Clock.nanos();
    for (int i = 0; i < handshakes; i++) {
      // A name that was not there before, so that no session is taken up again.
      String peer = "server" + Clock.nanos();
      TlsConnection.open(server.endpoint(), server.trusting(), peer).close();
    }
    long elapsed = Clock.nanos() - start;
    long cpu = server.cpu().nanos() - cpuBefore;
    return Sample.of(handshakes, cpu, elapsed).with(Figure.HANDSHAKES, handshakes * 1e9 / cpu);
  }
}
