package io.nuncio.conformance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.site.Block;
import io.nuncio.site.Page;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Commands that build, test and measure are not run, because they would run this test. What they
/// name is there: modules, profiles, tests, properties, scripts and their options.
class BuildCommandsTest {
  private static final List<String> PAGES =
      List.of("README.md", "CONTRIBUTING.md", "bench/README.md");
  private static final Pattern IN_A_TABLE = Pattern.compile("`(\\./mvnw [^`]+)`");
  private static final Pattern WORD = Pattern.compile("'[^']*'|\\S+");
  private static final List<String> GOALS =
      List.of("verify", "test", "package", "install", "deploy", "spotless:apply");

  private static final Sources SOURCES = Sources.of(Claims.ROOT);

  static List<String> commands() throws IOException {
    Stream<Page> pages =
        Stream.concat(
            Claims.pages().stream().filter(page -> !PAGES.contains(page.name())),
            PAGES.stream().map(name -> Page.read(Claims.ROOT, name)));
    Stream<String> inBlocks =
        pages
            .flatMap(page -> page.blocks().stream())
            .filter(block -> List.of("sh", "").contains(block.language()))
            .map(BuildCommandsTest::asCommands)
            .flatMap(block -> Commands.of(block).stream())
            .filter(Commands::builds)
            .map(Commands::command);
    Stream<String> inTables =
        IN_A_TABLE
            .matcher(Files.readString(Claims.ROOT.resolve("CONTRIBUTING.md")))
            .results()
            .map(found -> found.group(1));
    return Stream.concat(inBlocks, inTables).map(each -> each.replaceFirst(" +#.*", "")).toList();
  }

  private static Block asCommands(Block block) {
    return new Block(block.page(), block.line(), "sh", block.heading(), block.text());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatTheCommandNamesIsThere(String command) {
    List<String> words =
        WORD.matcher(command).results().map(word -> word.group().replace("'", "")).toList();
    Path program = Claims.ROOT.resolve(words.getFirst());
    assertThat(Files.isExecutable(program)).as(program.toString()).isTrue();
    if (!words.getFirst().equals("./mvnw")) {
      return;
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-pl")) {
        i++;
        assertThat(words.get(i).split(",")).allSatisfy(BuildCommandsTest::assertModule);
      } else if (word.startsWith("-P")) {
        assertProfile(word.length() > 2 ? word.substring(2) : words.get(++i));
      } else if (word.startsWith("-D")) {
        assertProperty(word.substring(2).split("=", 2));
      } else {
        assertThat(word.matches("-am|-q") || GOALS.contains(word)).as(word).isTrue();
      }
    }
  }

  private static void assertModule(String name) {
    assertThat(Claims.ROOT.resolve(name + "/pom.xml")).exists();
  }

  private static void assertProfile(String name) {
    assertThat(SOURCES.mention("<id>" + name + "</id>", "pom.xml")).as(name).isTrue();
  }

  private static void assertProperty(String... property) {
    String name = property[0];
    if (name.equals("test") || name.equals("it.test")) {
      assertThat(property[1].split(",")).allSatisfy(BuildCommandsTest::assertTest);
    } else if (name.startsWith("nuncio.")) {
      boolean known = SOURCES.mention(name, "pom.xml") || SOURCES.mention(name, ".java");
      assertThat(known).as(name).isTrue();
    } else {
      assertThat(name)
          .matches(
              "skipTests|(surefire|failsafe)\\.failIfNoSpecifiedTests"
                  + "|maven\\.test\\.skip|invoker\\.skip|altDeploymentRepository");
    }
  }

  /// `NoUnitTest` is how CONTRIBUTING.md says that none is wanted.
  private static void assertTest(String pattern) {
    String name = pattern.replaceFirst("^!", "") + ".java";
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
    boolean known =
        name.equals("NoUnitTest.java") || SOURCES.names().stream().anyMatch(matcher::matches);
    assertThat(known).as(pattern).isTrue();
  }
}
