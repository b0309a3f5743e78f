package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.site.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a page tells to depend on is what this build installs.
class DependenciesTest {
  private static final Pattern ELEMENT = Pattern.compile("<(groupId|artifactId|version)>([^<]+)<");

  static List<Block> blocks() {
    return Claims.of(DependenciesTest.class);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void dependencyIsAModuleOfThisBuild(Block block) throws IOException {
    List<String> words =
        ELEMENT.matcher(block.text()).results().map(found -> found.group(2)).toList();

    assertThat(words).hasSize(3).startsWith("io.nuncio").endsWith("${nuncio.version}");
    String module = words.get(1).replace("nuncio-", "") + "/pom.xml";
    assertThat(Files.readString(Claims.ROOT.resolve(module)))
        .contains("<artifactId>" + words.get(1) + "</artifactId>");
  }
}
