package io.nuncio.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.testkit.Fuzz;
import org.junit.jupiter.api.Test;

/// Whatever a client writes into its headers: it asks for a trace, or it does not.
class TraceRequestFuzzTest {
  @Test
  void anyHeadersAreUnderstoodOrNot() {
    new Fuzz("headers that ask for a trace")
        .seeds(
            "NATS/1.0\r\nNats-Trace-Dest: a.b\r\nNats-Trace-Only: true\r\nA:1\r\n\r\n",
            "NATS/1.0\r\nA: \t 1\t \r\nNats-Trace-Dest:x\r\nNats-Trace-Origin-Account: A\r\n\r\n",
            "NATS/1.0 503\r\nNats-Subject: a\r\n\r\n")
        .words("NATS/1.0\r\n", "Nats-Trace-Dest:", "Nats-Trace-Only:", "trace disabled")
        .words("\r\n", "\n", "\r", ":", " ", "\t", "\0", "é")
        .rounds(20_000)
        .run(input -> {
          boolean likely = TraceRequest.isLikelyIn(input, 0, input.length);
          TraceRequest request = TraceRequest.parse(input, 0, input.length);
          if (request == null) {
            return likely;
          }
          assertThat(likely).isTrue();
          assertThat(request.destination()).isNotEmpty().doesNotContain("\r\n");
          assertThat(request.headers().values())
              .allSatisfy(values -> assertThat(values).isNotEmpty().noneMatch(String::isEmpty));
          return request.only();
        });
  }
}
