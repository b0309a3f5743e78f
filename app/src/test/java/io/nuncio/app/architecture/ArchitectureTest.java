package io.nuncio.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.nuncio.app.architecture.Forbidden.DRAWING_RANDOMNESS;
import static io.nuncio.app.architecture.Forbidden.READING_A_CLOCK;
import static io.nuncio.app.architecture.Forbidden.SLEEPING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The map of the code: who may use whom. A new module or package gets a line here first.
class ArchitectureTest {

  /// What every module may use besides those in its line: the JDK, and annotations.
  private static final List<String> JDK =
      List.of(
          "java..",
          "javax..",
          "com.sun.net.httpserver..",
          "org.jspecify.annotations..",
          "com.google.errorprone.annotations..");

  /// A module, then the modules and the libraries (with a dot) that it may use.
  private static final List<Room> MODULES =
      List.of(
          module("wire"),
          module("auth", "wire", "at.favre.lib"),
          module("config", "wire", "auth"),
          module("server", "wire", "config", "auth"),
          module("monitoring", "server", "config", "auth", "wire"),
          module("app", "monitoring", "server", "config", "auth", "wire", "sun.misc", "jdk.jfr"),
          module("testkit", "com.sun.management"));

  /// Modules that are not part of the program, and may not be there when these tests run.
  private static final List<Room> EXTENSIONS =
      List.of(
          module("client", "wire"),
          module("boringssl", "server", "io.netty"),
          module("embedded", "client", "server", "config", "auth", "wire"),
          module(
              "junit",
              "embedded",
              "client",
              "server",
              "config",
              "org.junit.jupiter.api",
              "org.junit.platform.commons"),
          new Room(
              "cli",
              "io.nuncio.cli..",
              List.of("io.nuncio.client..", "io.nuncio.wire..", "picocli..")),
          module("site", "org.commonmark"),
          module("oci", "wire", "org.apache.commons.compress"),
          // May use anything; no line names it, so nothing may use it.
          new Room("bench", "io.nuncio.bench..", List.of("..")));

  /// A package inside the server, then the packages inside the server that it may use. Types that
  /// many of them need are in `events`; the entry point is in the server's root.
  private static final List<Room> SERVER =
      List.of(
          inServer("", "lifecycle", "events", "snapshot"),
          inServer(
              "lifecycle",
              "session",
              "account",
              "connection",
              "routing",
              "transport",
              "tls",
              "snapshot",
              "events"),
          inServer(
              "session",
              "connection",
              "account",
              "routing",
              "transport",
              "tls",
              "snapshot",
              "tracing",
              "events"),
          inServer("account", "routing", "events"),
          inServer("connection", "transport", "events"),
          inServer("transport", "events"),
          inServer("tls", "events"),
          inServer("routing"),
          inServer("tracing"),
          inServer("snapshot", "events"),
          inServer("events"));

  private static final DescribedPredicate<JavaClass> THE_CLOCK =
      resideInAPackage("io.nuncio.testkit..")
          .or(resideInAPackage("io.nuncio.bench.."))
          .or(named("io.nuncio.server.transport.SystemClock"))
          .or(named("io.nuncio.client.transport.SystemClock"))
          .or(named("io.nuncio.cli.outside.SystemTime"))
          .or(named("io.nuncio.app.Main"));
  private static final DescribedPredicate<JavaClass> THE_WAITING_HELPER =
      named("io.nuncio.testkit.Await");
  private static final DescribedPredicate<JavaClass> WHERE_SEEDS_ARE_DRAWN =
      resideInAnyPackage(
          "io.nuncio.app..",
          "io.nuncio.cli",
          "io.nuncio.server.lifecycle..",
          "io.nuncio.testkit..");

  private static final Checkout CHECKOUT = Checkout.current();
  private static final JavaClasses MAIN = imported("target/classes");
  private static final JavaClasses MAIN_AND_TESTS =
      imported("target/classes", "target/test-classes");

  @TestFactory
  Stream<DynamicTest> classesOfEveryModuleAreFound() {
    return MODULES.stream()
        .map(room ->
            DynamicTest.dynamicTest(
                room.name(),
                () -> {
                  Path folder = CHECKOUT.module(room.name()).resolve("target/classes");

                  JavaClasses found = new ClassFileImporter().importPath(folder);

                  assertThat(found.that(resideInAPackage(room.packages())))
                      .describedAs("classes of %s in %s", room.packages(), folder)
                      .isNotEmpty();
                }));
  }

  @TestFactory
  Stream<DynamicTest> modulesUseOnlyWhatTheMapAllows() {
    return Stream.concat(MODULES.stream(), EXTENSIONS.stream()).map(room -> room.check(MAIN, JDK));
  }

  @TestFactory
  Stream<DynamicTest> packagesOfTheServerUseOnlyWhatTheMapAllows() {
    return SERVER.stream().map(room -> room.checkWithin(MAIN, "io.nuncio.server"));
  }

  @Test
  void packagesOfTheServerAreOnTheMap() {
    String[] mapped = SERVER.stream().map(Room::packages).toArray(String[]::new);

    check(
        classes()
            .that()
            .resideInAPackage("io.nuncio.server..")
            .should()
            .resideInAnyPackage(mapped)
            .because("a new package needs its line in ArchitectureTest.SERVER"));
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().matching("io.nuncio.(**)").should().beFreeOfCycles());
  }

  @Test
  void onlyTheWaitingHelperSleeps() {
    noClasses()
        .that(DescribedPredicate.not(THE_WAITING_HELPER))
        .should()
        .accessTargetWhere(SLEEPING)
        .because("tests wait for a condition: io.nuncio.testkit.Await")
        .allowEmptyShould(true)
        .check(MAIN_AND_TESTS);
  }

  @Test
  void onlyTheClockReadsTheTime() {
    check(
        noClasses()
            .that(DescribedPredicate.not(THE_CLOCK))
            .should()
            .accessTargetWhere(READING_A_CLOCK)
            .because("time is injected: take the clock or an InstantSource by constructor"));
  }

  @Test
  void onlyTheOutsideDrawsRandomness() {
    check(
        noClasses()
            .that(DescribedPredicate.not(WHERE_SEEDS_ARE_DRAWN))
            .should()
            .accessTargetWhere(DRAWING_RANDOMNESS)
            .because("randomness is injected: take a RandomGenerator by constructor"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }

  /// Class files of the modules on the map. Not of conformance: it is compiled after these tests
  /// ran, so that what they found there would be old.
  private static JavaClasses imported(String... folders) {
    return new ClassFileImporter()
        .importPaths(
            Stream.concat(MODULES.stream(), EXTENSIONS.stream())
                .flatMap(room ->
                    Arrays.stream(folders)
                        .map(folder -> CHECKOUT.module(room.name()).resolve(folder)))
                .filter(Files::isDirectory)
                .toList());
  }

  private static Room module(String name, String... uses) {
    return new Room(name, "io.nuncio." + name + "..", packages("io.nuncio.", uses));
  }

  private static Room inServer(String name, String... uses) {
    String packages = name.isEmpty() ? "io.nuncio.server" : "io.nuncio.server." + name + "..";
    return new Room(
        name.isEmpty() ? "server" : name, packages, packages("io.nuncio.server.", uses));
  }

  private static List<String> packages(String prefix, String... uses) {
    return Arrays.stream(uses)
        .map(use -> use.contains(".") ? use + ".." : prefix + use + "..")
        .toList();
  }

  /// The class with this full name and those nested in it.
  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(
        name, type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
  }
}
