package io.nuncio.dist;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Installs, uses, upgrades and removes the Debian package, by the commands of docs/install.md, on
/// a copy of this machine: what is written goes to memory, and nothing of it stays. `installed.sh`
/// says what is looked at.
@Timeout(900)
class InstalledIT {
  private static final Pattern PART = Pattern.compile("(?m)^## ");
  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\\n(.*?)```");

  /// A machine whose files are those of this one until they are written, without a network.
  private static final String COPY =
      """
      set -eu
      mount -t tmpfs tmpfs "$1"
      mkdir "$1/upper" "$1/work" "$1/all"
      mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/all"
      mount -t proc proc "$1/all/proc"
      mount --rbind /dev "$1/all/dev"
      mount --bind "$2" "$1/all/mnt"
      ip link set lo up
      exec chroot "$1/all" sh /mnt/installed.sh /mnt
      """;

  @TempDir private Path folder;

  @Test
  void machineTakesThePackageUsesItAndGetsRidOfIt() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/dpkg")), "left out: no Debian");
    assumeTrue(System.getProperty("user.name").equals("root"), "left out: root can do it only");
    Path given = Files.createDirectory(folder.resolve("given"));
    for (Path made : List.of(Made.archive(), Made.debianPackage())) {
      Files.copy(made, given.resolve(made.getFileName()));
    }
    give("installed.sh", given);
    give("systemctl", given);
    writeDocumentedCommands(given);
    Path root = Files.createDirectory(folder.resolve("root"));
    Path output = folder.resolve("output");

    String[] unshare = "unshare --mount --pid --net --fork --kill-child sh -c".split(" ");
    var command = new ArrayList<>(List.of(unshare));
    command.addAll(List.of(COPY, "copy", root.toString(), given.toString()));
    Process machine =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(machine.waitFor()).as(() -> read(output)).isZero();
    read(output)
        .lines()
        .filter(line -> line.contains("exposure level"))
        .forEach(System.out::println);
  }

  private static void give(String name, Path folder) throws IOException {
    try (InputStream resource = InstalledIT.class.getResourceAsStream("/" + name)) {
      Files.copy(Objects.requireNonNull(resource), folder.resolve(name), REPLACE_EXISTING);
    }
  }

  /// A file for each part of the page that has commands, named by its heading.
  private static void writeDocumentedCommands(Path folder) throws IOException {
    Path page = Path.of(System.getProperty("nuncio.root"), "docs", "install.md");
    for (String part : PART.splitAsStream(Files.readString(page)).toList()) {
      String name = part.lines().findFirst().orElseThrow();
      String commands =
          COMMANDS
              .matcher(part)
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.joining());
      Files.writeString(folder.resolve(name + ".sh"), commands.replace("sudo ", ""));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
