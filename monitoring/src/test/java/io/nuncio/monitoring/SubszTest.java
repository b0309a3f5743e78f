package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubszTest {
  private final TestSnapshots server = new TestSnapshots();

  private String subsz(String query) {
    var body = new Body(new BodyBudget(Long.MAX_VALUE));
    new Subsz(server, new Query(query)).write(new IndentedJson(body));
    return body.toString();
  }

  private List<String> subjects(String query) {
    return Pattern.compile("\"subject\": \"s\\.([^\"]*)\"")
        .matcher(subsz(query))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void writesHowSubscriptionsAreFound() {
    server.client(1, 3);

    assertThat(subsz(""))
        .isEqualTo(
            """
            {
              "server_id": "NID",
              "now": "2030-01-01T00:01:30Z",
              "num_subscriptions": 3,
              "num_cache": 4,
              "num_inserts": 9,
              "num_removes": 2,
              "num_matches": 4,
              "cache_hit_rate": 0.75,
              "max_fanout": 5,
              "avg_fanout": 1.25,
              "total": 0,
              "offset": 0,
              "limit": 1024
            }\
            """);
  }

  @Test
  void writesASubscription() {
    server.client(7, 1);

    assertThat(subsz("subs=1"))
        .endsWith(
            """
              "total": 1,
              "offset": 0,
              "limit": 1024,
              "subscriptions_list": [
                {
                  "account": "$G",
                  "account_tag": "$G",
                  "subject": "s.7.1",
                  "sid": "1",
                  "msgs": 0,
                  "cid": 7
                }
              ]
            }\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1.1 1.2 3.1 3.2 3.3 4.1",
    "&offset=1&limit=3, 1.2 3.1 3.2",
    "&offset=2&limit=1, 3.1",
    "&offset=4, 3.3 4.1",
    "&offset=5, 4.1",
    "&offset=6, ''",
    "&limit=2, 1.1 1.2",
    "&offset=9223372036854775807&limit=9223372036854775807, ''",
    "&offset=1&limit=9223372036854775807, 1.2 3.1 3.2 3.3 4.1",
    "&offset=-5&limit=1, 1.1",
    "&acc=$G&limit=1, 1.1",
    "&acc=other, ''",
    "&test=s.3.2, 3.2",
    "&test=s.3.2&offset=1, ''",
  })
  void picksThePage(String query, String expected) {
    server.client(3, 3).client(1, 2).client(4, 1).client(2, 0);

    assertThat(String.join(" ", subjects("subs=1" + query))).isEqualTo(expected);
  }

  @Test
  void asksOnlyForClientsOfThePage() {
    server.client(1, 2).client(2, 2).client(3, 2).client(4, 2);

    subsz("subs=1&offset=3&limit=2");

    assertThat(server.askedAtOnce).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.*", "a..b", ">", "a b"})
  void refusesToTestWhatIsNoSubject(String subject) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> subsz("test=" + subject))
        .withMessage("invalid test subject, must be valid publish subject: " + subject);
  }
}
