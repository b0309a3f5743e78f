package io.nuncio.server.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.ResponseRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {
  private static boolean answer(OpenRequests requests, String reply, long nanos) {
    byte[] bytes = reply.getBytes(US_ASCII);
    return requests.answer(bytes, 0, bytes.length, nanos);
  }

  private static void add(OpenRequests requests, String reply, long nanos) {
    byte[] bytes = reply.getBytes(US_ASCII);
    requests.add(bytes, 0, bytes.length, nanos);
  }

  @Test
  void theOldestCannotBeAnsweredAnyMoreWhenThereAreTooMany() {
    var requests = new OpenRequests(new ResponseRule(-1, Duration.ofDays(-1)));
    for (int i = 0; i <= OpenRequests.MOST; i++) {
      add(requests, "inbox." + i, i);
    }

    assertThat(requests.size()).isEqualTo(OpenRequests.MOST);
    assertThat(answer(requests, "inbox.0", 0)).isFalse();
    assertThat(answer(requests, "inbox.1", 0)).isTrue();
  }

  @Test
  void thoseThatAreLateAreForgottenWhenAnotherComes() {
    var requests = new OpenRequests(new ResponseRule(1, Duration.ofSeconds(1)));
    add(requests, "first", 0);
    add(requests, "second", 500_000_000);

    add(requests, "third", 1_200_000_000);

    assertThat(requests.size()).isEqualTo(2);
    assertThat(answer(requests, "first", 1_200_000_000)).isFalse();
    assertThat(answer(requests, "second", 1_200_000_000)).isTrue();
  }

  @Test
  void sameRequestOnceMoreMayBeAnsweredOnceMore() {
    var requests = new OpenRequests(ResponseRule.defaults());
    add(requests, "inbox", 0);
    add(requests, "inbox", 1);

    assertThat(answer(requests, "inbox", 2)).isTrue();
    assertThat(answer(requests, "inbox", 2)).isFalse();
  }
}
