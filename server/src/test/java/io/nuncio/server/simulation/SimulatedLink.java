package io.nuncio.server.simulation;

import io.nuncio.server.transport.Link;
import io.nuncio.testkit.SimulatedStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/// The server's end of a connection that exists in memory only.
final class SimulatedLink implements Link {
  final SimulatedStream toServer;
  final SimulatedStream toClient;
  private final int number;
  private boolean closed;
  private boolean broken;

  SimulatedLink(RandomGenerator random, int number) {
    this(random, number, 1 << random.nextInt(6, 15), 1 << random.nextInt(6, 15));
  }

  SimulatedLink(RandomGenerator random, int number, int capacityBytes) {
    this(random, number, capacityBytes, capacityBytes);
  }

  private SimulatedLink(RandomGenerator random, int number, int toServerBytes, int toClientBytes) {
    this.number = number;
    this.toServer = new SimulatedStream(random, toServerBytes);
    this.toClient = new SimulatedStream(random, toClientBytes);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    check();
    return toServer.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    check();
    return toClient.write(source);
  }

  private void check() throws IOException {
    if (closed || broken) {
      throw new IOException(closed ? "closed" : "reset by peer");
    }
  }

  /// The peer is gone without a word: what is on the way is lost.
  void reset() {
    broken = true;
    toServer.end();
  }

  @Override
  public void close() {
    closed = true;
    toClient.end();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public String remoteIp() {
    return "192.0.2.1";
  }

  @Override
  public int remotePort() {
    return 0;
  }

  @Override
  public String remoteAddress() {
    return "192.0.2.1:" + number;
  }
}
