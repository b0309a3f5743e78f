package io.nuncio.monitoring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.MonitoringConfig.Access;
import io.nuncio.testkit.Fuzz;
import io.nuncio.testkit.ManualClock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a request holds, it is understood or refused by a sentence without control characters,
/// and nobody is let in by it who should not be.
class MonitoringFuzzTest {
  private static final Pattern SENTENCE = Pattern.compile("[^\\p{Cntrl}]{1,400}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]*|[^.]*|.*:.*");

  private static String text(byte[] input) {
    return new String(input, ISO_8859_1);
  }

  private static String answered(Runnable question) {
    try {
      question.run();
      return "answered";
    } catch (RefusedException refused) {
      assertThat(refused.getMessage()).matches(SENTENCE);
      assertThat(refused.status()).isBetween(400, 499);
      return String.valueOf(refused.getMessage()).replaceAll("parsing \".*\"|for .*", "");
    }
  }

  @Test
  void anyQueryIsReadOrRefused() {
    new Fuzz("query")
        .seeds("n=5&offset=1&limit=1024&subs=detail&state=all&sort=cid&test=a.b&acc=$G&cid=7")
        .seeds("n=%2b7&n=1;2&%6e=3&=&&b=x+y&callback=alert%281%29&subs=DETAIL", "n=%zz", "n=%")
        .seeds("n=9223372036854775808", "n=-9223372036854775809", "n=18446744073709551616")
        .words(
            "n=", "subs=", "offset=", "limit=", "&", "=", ";", "%", "%00", "%0d%0a", "+", "detail")
        .run(input -> {
          var query = new Query(text(input));
          var outcomes =
              Stream.<Runnable>of(
                      () -> query.number("n"),
                      () -> query.unsigned("n"),
                      () -> query.flag("n"),
                      query::subscriptions,
                      () -> checkPage(query))
                  .map(MonitoringFuzzTest::answered)
                  .toList();
          assertThat(Query.quoted(query.text("n"))).matches(SENTENCE);
          return outcomes;
        });
  }

  private static void checkPage(Query query) {
    Page page = Page.of(query);
    for (int size : new int[] {0, 1, 1_000, Integer.MAX_VALUE}) {
      assertThat(page.from(size)).isBetween(0, size);
      assertThat(page.to(size)).isBetween(page.from(size), size);
    }
  }

  @Test
  void nobodyIsLetInByAnotherAuthorizationThanTheRightOne() {
    String right = Base64.getEncoder().encodeToString("joe:s3cr3t".getBytes(UTF_8));
    var users = guard(new Access.Basic(Map.of("joe", Secret.of("s3cr3t"))));
    var token = guard(new Access.Bearer(Secret.of("s3cr3t")));

    new Fuzz("authorization")
        .seeds(
            "Basic " + right,
            "basic " + right,
            "Bearer s3cr3t",
            "Bearer ",
            "Basic",
            " ",
            "Digest x")
        .seeds("Basic " + Base64.getEncoder().encodeToString(":".getBytes(UTF_8)))
        .words("Basic ", "Bearer ", "bearer ", "=", "==", " ", "\0", ":", right, "s3cr3t", "Og==")
        .run(input -> {
          String[] words = text(input).split(" ", 2);
          String rest = words.length < 2 ? "" : words[1].strip();
          boolean byToken = words[0].equalsIgnoreCase("bearer") && rest.equals("s3cr3t");

          assertThat(token.letsIn(text(input))).isEqualTo(byToken);
          boolean byPassword = users.letsIn(text(input));
          if (byPassword) {
            assertThat(words[0]).isEqualToIgnoringCase("basic");
            assertThat(new String(Base64.getDecoder().decode(rest), UTF_8)).isEqualTo("joe:s3cr3t");
          }
          return "" + byToken + byPassword;
        });
  }

  private static Guard guard(Access access) {
    return new Guard(access, new ManualClock(), new Random(1));
  }

  @Test
  void nameThatAStrangerCouldOwnIsNeverTheServers() {
    var names = new HostNames("127.0.0.1", List.of("nats.example.com"));
    new Fuzz("host names")
        .seeds(
            "localhost:8222", "127.0.0.1", "[::1]:8222", "::1", "nats.example.com.:1", "evil.com")
        .seeds("evil.com:80:90", "a.localhost", "x.internal.", "[evil.com]", "evil.com]:1", "")
        .words("[", "]", ":", ".", "evil.com", ".localhost", ".local", "nats.example.com", "0x7f.1")
        .run(input -> {
          String host = text(input);
          boolean accepted = names.accept(host);
          if (accepted && plain(host)) {
            String name =
                host.replaceAll(":[0-9]*$", "").replaceAll("\\.$", "").toLowerCase(Locale.ROOT);
            assertThat(
                    ADDRESS.matcher(name).matches()
                        || Stream.of(".localhost", ".local", ".internal").anyMatch(name::endsWith)
                        || name.equals("nats.example.com"))
                .as(host)
                .isTrue();
          }
          return accepted + " " + plain(host);
        });
  }

  /// What a browser could send of a web page: a name, perhaps with a port.
  private static boolean plain(String host) {
    return host.matches("[A-Za-z0-9.-]+(:[0-9]*)?");
  }
}
