package io.nuncio.junit;

import io.nuncio.config.ListenAddress;
import io.nuncio.embedded.EmbeddedNats;
import io.nuncio.embedded.EmbeddedNatsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/// What server a test is to have.
///
/// @param origin where that was said, as it is named in messages
/// @param wishes said to each server's builder
/// @param textName what the builder's `configText` is called there
record Plan(
    String origin, NuncioTest.Per per, Consumer<EmbeddedNats.Builder> wishes, String textName) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String CLASS_PATH = "classpath:";
  private static final String BUILDERS_TEXT_NAME = "configText:";

  /// @throws ExtensionConfigurationException if the annotation cannot be followed
  static Plan of(NuncioTest wanted, Class<?> test) {
    List<String> mistakes = new ArrayList<>();
    Consumer<EmbeddedNats.Builder> token =
        wanted.token().isEmpty() ? Plan::sayNothing : builder -> builder.token(wanted.token());
    Consumer<EmbeddedNats.Builder> wishes =
        token.andThen(port(wanted.port(), mistakes)).andThen(config(wanted, test, mistakes));
    String origin = "@NuncioTest of " + test.getName();
    if (!mistakes.isEmpty()) {
      throw refused(origin, mistakes);
    }
    String textName = wanted.config().isEmpty() ? wanted.configFile() : "config";
    return new Plan(origin, wanted.per(), wishes, textName);
  }

  private static void sayNothing(EmbeddedNats.Builder ignored) {}

  private static Consumer<EmbeddedNats.Builder> port(int number, List<String> mistakes) {
    if (number == NuncioTest.NO_PORT) {
      return EmbeddedNats.Builder::noPort;
    }
    if (number < 0 || number > ListenAddress.MAX_PORT) {
      mistakes.add(
          "port is %d; say 1 to 65535, 0 for a free one, or NuncioTest.NO_PORT".formatted(number));
    }
    return builder -> builder.port(number);
  }

  private static Consumer<EmbeddedNats.Builder> config(
      NuncioTest wanted, Class<?> test, List<String> mistakes) {
    String file = wanted.configFile();
    if (file.isEmpty()) {
      return wanted.config().isEmpty()
          ? Plan::sayNothing
          : builder -> builder.configText(wanted.config());
    }
    if (!wanted.config().isEmpty()) {
      mistakes.add("config and configFile exclude each other; leave out one of them");
      return Plan::sayNothing;
    }
    return file.startsWith(CLASS_PATH) ? resource(file, test, mistakes) : file(file, mistakes);
  }

  private static Consumer<EmbeddedNats.Builder> file(String name, List<String> mistakes) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      mistakes.add(
          "configFile is %s, and %s is no file; a resource is named by %s%s"
              .formatted(name, file.toAbsolutePath(), CLASS_PATH, name));
    }
    return builder -> builder.configFile(file);
  }

  /// A resource that is a file stays one, so that it can include others.
  private static Consumer<EmbeddedNats.Builder> resource(
      String named, Class<?> test, List<String> mistakes) {
    String name = named.substring(CLASS_PATH.length());
    URL resource = test.getResource(name.startsWith("/") ? name : "/" + name);
    if (resource == null) {
      mistakes.add(
          "configFile is %s, which %s does not find among its resources; a file is named without %s"
              .formatted(named, test.getSimpleName(), CLASS_PATH));
      return Plan::sayNothing;
    }
    if (resource.getProtocol().equals("file")) {
      Path file = Path.of(URI.create(resource.toString()));
      return builder -> builder.configFile(file);
    }
    try (InputStream content = resource.openStream()) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return builder -> builder.configText(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws ExtensionConfigurationException if the server cannot be what was asked for
  EmbeddedNats start() {
    TestLog log = new TestLog();
    EmbeddedNats.Builder builder = EmbeddedNats.builder().host(LOOPBACK).randomPort().log(log);
    wishes.accept(builder);
    try {
      EmbeddedNats server = builder.start();
      log.serverStarted();
      return server;
    } catch (EmbeddedNatsException cannot) {
      throw refused(origin, cannot.problems().stream().map(this::renamed).toList());
    }
  }

  private String renamed(String problem) {
    return problem.startsWith(BUILDERS_TEXT_NAME)
        ? textName + problem.substring(BUILDERS_TEXT_NAME.length() - 1)
        : problem;
  }

  private static ExtensionConfigurationException refused(String origin, List<String> mistakes) {
    return new ExtensionConfigurationException(origin + ": " + String.join("\n", mistakes));
  }
}
