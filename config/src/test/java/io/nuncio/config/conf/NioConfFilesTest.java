package io.nuncio.config.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioConfFilesTest {
  @TempDir Path folder = Path.of("");

  @Test
  void includesAreRelativeToTheIncludingFile() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    write("sub/one.conf", "b 2\ninclude two.conf\ninclude /../three.conf");
    write("sub/two.conf", "c 3");
    write("three.conf", "d 4");

    var result = parse("a 1\ninclude ./sub/one.conf\n");

    assertThat(Parsed.plain(Parsed.faultless(result)))
        .isEqualTo(Map.of("a", 1L, "b", 2L, "c", 3L, "d", 4L));
  }

  @Test
  void cycleIsFoundUnderAnyName() throws IOException {
    var result = parse("include ././main.conf\n");

    assertThat(result.mistakes())
        .singleElement()
        .extracting(ConfMistake::message)
        .asString()
        .startsWith("a file includes itself: ");
  }

  @Test
  void fileThatCannotBeReadIsNamedWithTheReason() throws IOException {
    Files.createDirectory(folder.resolve("sub"));

    var result = parse("include none.conf\ninclude sub\ninclude 'a\0b'");

    assertThat(result.mistakes())
        .extracting(ConfMistake::message)
        .containsExactly(
            "cannot include " + folder.resolve("none.conf") + ": no such file or directory",
            "cannot include " + folder.resolve("sub") + ": is a directory",
            "Parse error: the character NUL");
  }

  @Test
  void fileOverTheLimitIsRefused() throws IOException {
    var big = folder.resolve("big.conf");
    Files.write(big, new byte[ConfSource.MAX_FILE_BYTES + 1]);

    assertThat(NioConfFiles.open(big))
        .isEqualTo(new ConfFiles.Unreadable(big.toString(), "it is larger than 16 MiB"));
  }

  private ConfResult parse(String text) throws IOException {
    write("main.conf", text);
    var root = (ConfFiles.Found) NioConfFiles.open(folder.resolve("main.conf"));
    return ConfParser.parse(root.source(), name -> null, new NioConfFiles());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
