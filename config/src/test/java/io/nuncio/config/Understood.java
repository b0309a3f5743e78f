package io.nuncio.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.auth.Secret;
import io.nuncio.config.conf.ConfFiles;
import io.nuncio.config.conf.ConfParser;
import io.nuncio.config.conf.ConfSource;
import java.util.List;
import java.util.Map;

/// Short ways to read a configuration that is no file, and to look at what it asks for.
final class Understood {
  private Understood() {}

  static ConfigFile.Outcome read(String text, Map<String, String> environment) {
    return ConfigFile.understand(
            ConfParser.parse(
                new ConfSource("nats.conf", text),
                environment::get,
                (including, name) -> new ConfFiles.Unreadable(name, "no such file")))
        .outcome();
  }

  static ConfigFile.Accepted accepted(String text) {
    return accepted(text, Map.of());
  }

  static ConfigFile.Accepted accepted(String text, Map<String, String> environment) {
    ConfigFile.Outcome outcome = read(text, environment);
    assertThat(outcome).describedAs(text).isInstanceOf(ConfigFile.Accepted.class);
    return (ConfigFile.Accepted) outcome;
  }

  static List<String> mistakes(String text) {
    return mistakes(text, Map.of());
  }

  static List<String> mistakes(String text, Map<String, String> environment) {
    ConfigFile.Outcome outcome = read(text, environment);
    assertThat(outcome).describedAs(text).isInstanceOf(ConfigFile.Refused.class);
    return ((ConfigFile.Refused) outcome).mistakes();
  }

  static AuthenticationConfig token(String text) {
    return new AuthenticationConfig.Token(Secret.of(text));
  }
}
