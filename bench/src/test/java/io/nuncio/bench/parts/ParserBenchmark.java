package io.nuncio.bench.parts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.wire.ClientProtocolParser;
import io.nuncio.wire.ProtocolException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Finds messages in what was read.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
  private static final int MESSAGES = 64;

  /// What is read: the operation and its payload in bytes.
  @Param({"PUB 16", "PUB 128", "PUB 8192", "HPUB 128"})
  String message = "";

  private final Published published = new Published();
  private final ClientProtocolParser parser = new ClientProtocolParser(published, 4096, 1 << 20);
  private byte[] batch = {};
  private int messageBytes;

  /// For JMH.
  public ParserBenchmark() {}

  /// Makes the batch.
  @Setup
  public void encode() {
    parser.acceptHeaders(true);
    int payloadBytes = Integer.parseInt(message.substring(message.indexOf(' ') + 1));
    String text =
        message.startsWith("H")
            ? Published.withHeaders("orders.created", payloadBytes)
            : Published.plain("orders.created", payloadBytes);
    messageBytes = text.length();
    batch = text.repeat(MESSAGES).getBytes(US_ASCII);
  }

  /// Whole messages, one behind the other.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int whole() throws ProtocolException {
    parser.forget();
    parser.parse(batch, 0, batch.length);
    return published.messages();
  }

  /// Each message is seen for the first time when half of it is missing.
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int torn() throws ProtocolException {
    int handled = 0;
    for (int half = messageBytes / 2; half < batch.length; half += messageBytes) {
      handled = parser.parse(batch, handled, half);
    }
    parser.parse(batch, handled, batch.length);
    return published.messages();
  }
}
