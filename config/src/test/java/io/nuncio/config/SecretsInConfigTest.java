package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.testkit.Seed;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No part of a configuration prints a secret, however deep it is.
class SecretsInConfigTest {
  private static final int TELLING = 8;

  @TempDir Path folder;

  private final String canary = canary(Seed.random("secret in a configuration"));

  private static String canary(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization { token: \"%s\" }",
        "authorization { token: $CANARY }",
        "authorization { tokens: [ { token: \"%s\", name: ci }, { token: x, name: old } ] }",
        "authorization { tokens: [ { token: \"%s\", name: ci, permissions { pub: a } } ] }",
        "authorization { user: joe, password: \"%s\" }",
        "authorization { users: [ { user: joe, password: \"%s\" } ] }\nno_auth_user: joe",
        "authorization { users: [ { user: a, password: b }, { user: c, pass: $CANARY } ] }",
      })
  void whatAFileSaysPrintsNone(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("nats.conf"), text.replace("%s", canary));

    assertPrintsNothing(parsed("-c", file.toString()));
    assertPrintsNothing(parsed("-t", "-c", file.toString()));
  }

  @Test
  void whatFlagsSayPrintsNone() {
    assertPrintsNothing(parsed("--auth", canary));
    assertPrintsNothing(parsed("--user", "joe", "--pass", canary));
  }

  @Test
  void whoMayWatchPrintsNone() {
    for (var access :
        List.of(
            new MonitoringConfig.Access.Bearer(Secret.of(canary)),
            new MonitoringConfig.Access.Basic(Map.of("joe", Secret.of(canary))))) {
      assertPrintsNothing(
          ServerConfig.builder()
              .monitoring(new MonitoringConfig.Http("h", 0, false, "", access, List.of(), "", "m"))
              .build());
    }
  }

  @Test
  void theWalkFindsWhatIsDeep() {
    assertThat(printed(List.of(Map.of("key", new Invocation.Refused(canary)))))
        .anyMatch(text -> text.equals(canary));
  }

  private Invocation parsed(String... arguments) {
    Invocation invocation =
        CommandLine.parse(List.of(arguments), name -> name.equals("CANARY") ? canary : null);
    assertThat(invocation).isNotInstanceOf(Invocation.Refused.class);
    return invocation;
  }

  private void assertPrintsNothing(Object root) {
    assertThat(printed(root))
        .allSatisfy(text -> {
          for (int from = 0; from + TELLING <= canary.length(); from++) {
            assertThat(text).doesNotContain(canary.substring(from, from + TELLING));
          }
        });
  }

  /// What the object, and everything in it, prints.
  private static List<String> printed(Object root) {
    var texts = new ArrayList<String>();
    print(root, texts);
    return texts;
  }

  private static void print(@Nullable Object value, List<String> texts) {
    texts.add(String.valueOf(value));
    if (value instanceof Collection<?> all) {
      all.forEach(each -> print(each, texts));
    } else if (value instanceof Map<?, ?> map) {
      print(map.keySet(), texts);
      print(map.values(), texts);
    } else if (value instanceof Record) {
      Arrays.stream(value.getClass().getRecordComponents())
          .forEach(component -> print(component(value, component), texts));
    }
  }

  private static @Nullable Object component(Object value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.toString(), e);
    }
  }
}
