package io.nuncio.bench.clients;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import java.util.function.Consumer;

/// jnats, the official client.
final class JnatsCandidate implements Candidate {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public Session connect(String url, Runnable reconnected) throws Exception {
    Connection nc =
        Nats.connect(
            new Options.Builder()
                .server(url)
                .errorListener(new ErrorListener() {})
                .connectionListener((connection, event) -> {
                  if (event == ConnectionListener.Events.RECONNECTED) {
                    reconnected.run();
                  }
                })
                .build());
    return new Connected(nc);
  }

  private record Connected(Connection nc) implements Session {
    @Override
    public void publish(String subject, byte[] body) {
      nc.publish(subject, body);
    }

    @Override
    public void flush() throws Exception {
      nc.flush(PATIENCE);
    }

    @Override
    public void handle(String subject, Consumer<byte[]> handler) {
      nc.createDispatcher(message -> handler.accept(message.getData())).subscribe(subject);
    }

    @Override
    public void close() throws Exception {
      nc.close();
    }
  }
}
