package io.nuncio.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nuncio.conformance.ServerUnderTest;
import io.nuncio.conformance.pages.Claims;
import io.nuncio.site.Block;
import io.nuncio.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The lines that README.md shows for each language get the answer that they ask for.
///
/// Around them is what the page leaves out: imports, the beginning of a program, and a line that
/// prints the answer. The address is that of the server.
@ResourceLock(Workplace.SHARED)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedReadmeIT {
  private static final String ADDRESS = "127.0.0.1:4222";

  /// What runs the lines of a language, and what is around them, with `LINES` in their place.
  private record Language(String client, String around) {}

  private static final Map<String, Language> LANGUAGES =
      Map.of(
          "go",
          new Language(
              "go",
              """
              package main

              import (
              	"fmt"
              	"log"
              	"time"

              	"github.com/nats-io/nats.go"
              )

              func main() {
              LINES
              	if err != nil {
              		log.Fatal(err)
              	}
              	fmt.Println(string(reply.Data))
              }
              """),
          "java",
          new Language(
              "java",
              """
              import io.nats.client.Nats;
              import java.time.Duration;

              public class Readme {
                public static void main(String[] arguments) throws Exception {
              LINES
                }
              }
              """),
          "javascript",
          new Language(
              "js-transport-node",
              """
              import { connect } from "@nats-io/transport-node";
              LINES
              console.log(reply.string());
              await nc.close();
              """),
          "python",
          new Language(
              "python",
              """
              import asyncio
              import nats

              async def main():
              LINES
                  print(reply.data.decode())
                  await nc.close()

              asyncio.run(main())
              """),
          "ruby",
          new Language(
              "ruby-nats-pure",
              """
              require "nats/client"
              LINES
              puts reply.data
              nc.close
              """),
          "typescript",
          new Language(
              "ts-nats",
              """
              import { connect } from "ts-nats";
              LINES
              console.log(reply.data);
              nc.close();
              """));

  private final ServerProcess server =
      ServerProcess.start(ServerUnderTest.command(), "--auth", "mytoken");

  @AfterAll
  void stopServer() {
    server.close();
  }

  @Test
  void sixLanguagesAreShown() {
    assertThat(Claims.of(DocumentedReadmeIT.class))
        .extracting(Block::language)
        .containsExactlyInAnyOrderElementsOf(LANGUAGES.keySet());
  }

  @TestFactory
  Stream<DynamicTest> theLinesGetTheirAnswer() {
    return Claims.of(DocumentedReadmeIT.class).stream()
        .map(block -> dynamicTest(block.language(), () -> check(block)));
  }

  private void check(Block block) throws IOException, InterruptedException {
    Language language = Objects.requireNonNull(LANGUAGES.get(block.language()), block.place());
    var workplace = Workplace.of(language.client());
    workplace.announceMissing("lines of README.md skipped");
    workplace.requireTools();
    workplace.prepare();
    var example = workplace.client().example();
    var file = workplace.folder().resolve(ofReadme(example.file()));
    Files.createDirectories(file.getParent());
    Files.writeString(file, program(language, block));

    var lines = List.<String>of();
    for (var command : example.commands()) {
      var output = workplace.run(command.stream().map(DocumentedReadmeIT::ofReadme).toList());
      assertThat(output.status()).as(output::text).isZero();
      lines = output.lines();
    }

    assertThat(lines).containsExactly("hello, greet.joe");
  }

  private String program(Language language, Block block) {
    assertThat(block.text()).contains(ADDRESS);
    String lines = block.text().replace(ADDRESS, ServerProcess.HOST + ":" + server.port());
    if (language.client().equals("java")) {
      lines = lines.replaceFirst("}\\s*$", "System.out.println(new String(reply.getData())); }");
    }
    String indent = language.client().equals("python") ? "    " : "";
    return language.around().replace("LINES", lines.indent(indent.length()));
  }

  /// Where the programs of docs/tokens.md are, these stand beside them.
  private static String ofReadme(String word) {
    return word.replace("documented", "readme").replace("Tokens", "Readme");
  }
}
