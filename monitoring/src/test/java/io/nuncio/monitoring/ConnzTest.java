package io.nuncio.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuncio.server.events.ServerEvent.Client;
import io.nuncio.server.events.Traffic;
import io.nuncio.server.snapshot.ConnectionSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnzTest {
  private static final String ONE_CLIENT =
      """
      {
        "server_id": "NID",
        "now": "2030-01-01T00:01:30Z",
        "num_connections": 1,
        "total": 1,
        "offset": 0,
        "limit": 1024,
        "connections": [
          {
            "cid": 5,
            "kind": "Client",
            "type": "nats",
            "ip": "127.0.0.1",
            "port": 5000,
            "start": "2030-01-01T00:00:05Z",
            "last_activity": "2030-01-01T00:00:10Z",
            "rtt": "2.721605ms",
            "uptime": "1m25s",
            "idle": "1m20s",
            "pending_bytes": 0,
            "in_msgs": 5,
            "out_msgs": 15,
            "in_bytes": 10,
            "out_bytes": 20,
            "subscriptions": 2,
            "name": "c5",
            "lang": "java",
            "version": "1",
            "authorized_user": "joe",
            "subscriptions_list": [
              "s.5.1",
              "s.5.2"
            ],
            "name_tag": "$G"
          }
        ]
      }\
      """;

  private final TestSnapshots server = new TestSnapshots();

  private String connz(String query) {
    var body = new Body(new BodyBudget(Long.MAX_VALUE));
    new Connz(server, new Query(query)).write(new IndentedJson(body));
    return body.toString();
  }

  private List<String> cids(String query) {
    return Pattern.compile("\"cid\": (\\d+)")
        .matcher(connz(query))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static ConnectionSnapshot odd(long id, long... numbers) {
    return new ConnectionSnapshot(
        new Client(id, "::1", 1, "", "", "", "$G", id == 2 ? "ann" : ""),
        TestSnapshots.START.plusSeconds(numbers[0]),
        TestSnapshots.START.plusSeconds(numbers[1]),
        Duration.ofMillis(numbers[2]),
        numbers[3],
        new Traffic(numbers[4], numbers[5], numbers[6], numbers[7]),
        0,
        (int) numbers[8],
        null,
        null);
  }

  private static ConnectionSnapshot gone(long id, long stopSecond, String reason) {
    ConnectionSnapshot open = TestSnapshots.connection(id, 0);
    return new ConnectionSnapshot(
        open.client(),
        open.start(),
        open.lastActivity(),
        open.roundTrip(),
        0,
        open.traffic(),
        0,
        0,
        null,
        new ConnectionSnapshot.Closed(TestSnapshots.START.plusSeconds(stopSecond), reason));
  }

  @Test
  void tellsHowAConnectionIsEncrypted() {
    ConnectionSnapshot plain = TestSnapshots.connection(1, 0);
    server.open.add(
        new ConnectionSnapshot(
            plain.client(),
            plain.start(),
            plain.lastActivity(),
            plain.roundTrip(),
            0,
            plain.traffic(),
            0,
            0,
            new ConnectionSnapshot.Tls("1.3", "TLS_AES_128_GCM_SHA256", List.of(), true),
            null));

    assertThat(connz("").replaceAll("\\s", ""))
        .contains(
            "\"version\":\"1\",\"tls_version\":\"1.3\",\"tls_cipher_suite\":\"TLS_AES_128_GCM_SHA256\","
                + "\"tls_first\":true}");
  }

  @Test
  void writesWhatTheReferenceServerWritesOfAClient() {
    server.client(5, 2);

    assertThat(connz("auth=1&subs=1")).isEqualTo(ONE_CLIENT);
  }

  @Test
  void namesTheUserOnlyIfThatIsAskedFor() {
    server.client(1, 0);

    assertThat(connz("")).doesNotContain("authorized_user", "joe", "name_tag");
  }

  @Test
  void writesHowAConnectionEnded() {
    server.closed.add(gone(3, 10, "Client Closed"));

    assertThat(connz("state=closed"))
        .contains(
            """
                  "last_activity": "2030-01-01T00:00:06Z",
                  "stop": "2030-01-01T00:00:10Z",
                  "reason": "Client Closed",
                  "rtt": "1.632963ms",
                  "uptime": "7s",
                  "idle": "4s",
            """);
  }

  @Test
  void writesDetailsOfSubscriptions() {
    server.client(5, 1);

    assertThat(connz("subs=detail"))
        .contains(
            """
                  "subscriptions_list_detail": [
                    {
                      "subject": "s.5.1",
                      "sid": "1",
                      "msgs": 0,
                      "cid": 5
                    }
                  ]
            """);
  }

  @Test
  void ofNobodyThereIsAnEmptyList() {
    assertThat(connz("")).endsWith("\"limit\": 1024,\n  \"connections\": []\n}");
  }

  @ParameterizedTest
  @CsvSource({
    "cid, 1 2 3",
    "start, 1 2 3",
    "uptime, 2 3 1",
    "last, 2 3 1",
    "idle, 1 3 2",
    "rtt, 3 1 2",
    "pending, 2 1 3",
    "msgs_from, 1 3 2",
    "bytes_from, 3 2 1",
    "msgs_to, 2 3 1",
    "bytes_to, 3 1 2",
    "subs, 1 2 3",
  })
  void sorts(String order, String expected) {
    // start, last, rtt, pending, in messages, in bytes, out messages, out bytes, subscriptions
    server.open.add(odd(3, 2, 11, 9, 1, 6, 9, 6, 9, 1));
    server.open.add(odd(1, 1, 10, 8, 2, 9, 1, 2, 8, 5));
    server.open.add(odd(2, 3, 12, 7, 3, 2, 5, 7, 7, 5));

    assertThat(String.join(" ", cids("sort=" + order))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"stop, 1 3 2", "reason, 2 3 1"})
  void sortsClosedConnections(String order, String expected) {
    server.closed.add(gone(1, 9, "Write Error"));
    server.closed.add(gone(2, 5, "Client Closed"));
    server.closed.add(gone(3, 7, "Stale Connection"));

    assertThat(String.join(" ", cids("state=closed&sort=" + order))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1 2 4",
    "state=OPEN, 1 2 4",
    "state=closed, 3",
    "state=any, 1 2 3 4",
    "state=all, 1 2 3 4",
    "cid=2, 2",
    "cid=3, ''",
    "cid=3&state=all, 3",
    "cid=18446744073709551615, ''",
    "user=ann, 2",
    "user=nobody, ''",
    "acc=$G, 1 2 4",
    "acc=other, ''",
    "mqtt_client=x, ''",
    "offset=1&limit=1, 2",
    "offset=2, 4",
    "offset=9223372036854775807&limit=9223372036854775807, ''",
    "limit=9223372036854775807, 1 2 4",
  })
  void picksWhatIsAskedFor(String query, String expected) {
    server.client(1, 0).client(4, 0);
    server.open.add(odd(2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    server.closed.add(gone(3, 7, "Stale Connection"));

    assertThat(String.join(" ", cids(query))).isEqualTo(expected);
  }

  @Test
  void whoGoesWhileTheListIsMadeIsInItOnce() {
    server.client(1, 0);
    server.closed.add(gone(1, 7, "Client Closed"));

    assertThat(cids("state=all")).containsExactly("1");
  }

  @Test
  void asksForTheSubscriptionsOfThePageOnlyAndNotOfTooManyAtOnce() {
    server.client(1, 15_000).client(2, 4_000).client(3, 2_000).client(4, 1);

    connz("subs=1&limit=3");

    assertThat(server.askedAtOnce).containsExactly(2, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sort=foo | invalid sorting option: foo",
        "sort=stop | sort by stop only valid on closed connections",
        "sort=reason&state=all | sort by reason only valid on closed connections",
        "state=1 | Error decoding state for 1",
        "subs=q | Error decoding boolean for 'subs': strconv.ParseBool: parsing \"q\": invalid"
            + " syntax",
      })
  void refusesInTheWordsOfTheReferenceServer(String query, String message) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> connz(query))
        .withMessage(message)
        .returns(400, RefusedException::status);
  }
}
