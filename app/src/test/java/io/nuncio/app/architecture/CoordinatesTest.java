package io.nuncio.app.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is published, and under which version.
class CoordinatesTest {
  private static final Checkout CHECKOUT = Checkout.current();
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(nuncio-[^<]+)</artifactId>");
  private static final Pattern REVISION = Pattern.compile("<revision>([^<]+)</revision>");
  private static final Pattern PARENT_VERSION =
      Pattern.compile("<parent>.*?<version>([^<]+)</version>", Pattern.DOTALL);
  private static final String UNPUBLISHED = "<maven.deploy.skip>true</maven.deploy.skip>";

  /// History, and reports of what was measured: they name versions of their day.
  private static final List<String> OF_THEIR_DAY = List.of("CHANGELOG.md", "bench/results/");

  @Test
  void bomHoldsExactlyWhatIsPublished() throws IOException {
    Set<String> published = new TreeSet<>();
    for (String module : modules()) {
      String pom = pom(module);
      if (!pom.contains(UNPUBLISHED) && !pom.contains("<artifactId>nuncio-bom</artifactId>")) {
        published.add("nuncio-" + module);
      }
    }

    String bom = pom("bom");
    String managed = bom.substring(bom.indexOf("<dependencyManagement>"));
    Set<String> listed = all(ARTIFACT, managed);

    assertThat(listed).isEqualTo(published);
    assertThat(published).contains("nuncio-wire", "nuncio-client", "nuncio-junit");
  }

  @Test
  void modulesAreNamedByTheirFolders() throws IOException {
    for (String module : modules()) {
      assertThat(pom(module)).contains("\n  <artifactId>nuncio-" + module + "</artifactId>");
    }
  }

  @Test
  void modulesTakeTheirVersionFromTheParent() throws IOException {
    for (String module : modules()) {
      assertThat(all(PARENT_VERSION, pom(module))).as(module).containsExactly("${revision}");
    }
  }

  @Test
  void theVersionStandsInOnePlace() throws IOException {
    String parent = Files.readString(CHECKOUT.root().resolve("pom.xml"));
    String revision = all(REVISION, parent).iterator().next();
    String number = revision.replace("-SNAPSHOT", "");
    var version = Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?!\\.?\\d)");
    var places = new ArrayList<String>();

    for (Path file : filesOfTheCheckout()) {
      for (String text : lines(file)) {
        if (version.matcher(text).find()) {
          places.add(CHECKOUT.name(file) + ": " + text.strip());
        }
      }
    }

    assertThat(places).containsExactly("pom.xml: <revision>" + revision + "</revision>");
  }

  private static Set<String> modules() throws IOException {
    return all(MODULE, Files.readString(CHECKOUT.root().resolve("pom.xml")));
  }

  private static String pom(String module) throws IOException {
    return Files.readString(CHECKOUT.module(module).resolve("pom.xml"));
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(toCollection(TreeSet::new));
  }

  /// Those that somebody wrote.
  private static List<Path> filesOfTheCheckout() throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        CHECKOUT.root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean made =
                Set.of("target", ".git", ".idea", "extensions", "node_modules").contains(name);
            return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = CHECKOUT.name(file);
            if (attributes.isRegularFile() && OF_THEIR_DAY.stream().noneMatch(name::startsWith)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /// None if the file is not text.
  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException notText) {
      return List.of();
    }
  }
}
