package io.nuncio.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
  private static final Instant TIME = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir private Path folder;

  @Test
  void layerHoldsFilesFoldersAndLinksOfRoot() throws IOException {
    Path contents = contents("one");

    Layer layer = Layer.pack(contents, folder.resolve("one.tar.gz"), TIME);

    Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
    try (InputStream file = Files.newInputStream(layer.blob().file());
        var tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName() + " " + Integer.toOctalString(entry.getMode()), entry);
      }
    }
    assertThat(entries.keySet())
        .containsExactly("bin/ 755", "bin/link 777", "bin/run 755", "text 644", "tmp/ 1777");
    assertThat(entries.values())
        .allSatisfy(entry -> {
          assertThat(entry.getLongUserId()).isZero();
          assertThat(entry.getLongGroupId()).isZero();
          assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(TIME);
        });
  }

  @Test
  void sameFilesGiveTheSameBytesWhateverTheirAgeAndPlace() throws IOException {
    Path one = contents("one");
    Path another = contents("another");
    Files.setLastModifiedTime(another.resolve("text"), FileTime.from(TIME));
    Files.setPosixFilePermissions(
        another.resolve("text"), PosixFilePermissions.fromString("rw-------"));

    Layer first = Layer.pack(one, folder.resolve("first.tar.gz"), TIME);
    Layer second = Layer.pack(another, folder.resolve("second.tar.gz"), TIME);

    assertThat(second.blob().sha256()).isEqualTo(first.blob().sha256());
    assertThat(second.unpackedSha256()).isEqualTo(first.unpackedSha256());
  }

  @Test
  void imageNamesEverythingByItsSum() throws IOException {
    Layer layer = Layer.pack(contents("one"), folder.resolve("one.tar.gz"), TIME);
    Path tar = folder.resolve("image.tar");

    new Image("nuncio:1.2.3", "{\"rootfs\":@rootfs@}", List.of(layer), TIME).write(folder, tar);

    Map<String, byte[]> files = unpacked(tar);
    String index = new String(files.getOrDefault("index.json", new byte[0]), UTF_8);
    assertThat(index).contains("\"org.opencontainers.image.ref.name\":\"nuncio:1.2.3\"");
    for (var file : files.entrySet()) {
      if (file.getKey().startsWith("blobs/sha256/")) {
        var digest = Blob.digest();
        digest.update(file.getValue());
        assertThat(file.getKey()).endsWith("/" + Blob.hex(digest));
      }
    }
    assertThat(files).hasSize(6);
    assertThat(files.values().stream().map(bytes -> new String(bytes, UTF_8)))
        .contains(
            "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:%s\"]}}"
                .formatted(layer.unpackedSha256()));
  }

  @Test
  void dockerFindsItsOwnList() throws IOException {
    Layer layer = Layer.pack(contents("one"), folder.resolve("one.tar.gz"), TIME);
    Path tar = folder.resolve("image.tar");

    new Image("nuncio:1.2.3", "@rootfs@", List.of(layer), TIME).write(folder, tar);

    String config = Blob.of("", folder.resolve("configuration.json")).sha256();
    String list = new String(unpacked(tar).getOrDefault("manifest.json", new byte[0]), UTF_8);
    assertThat(list)
        .isEqualTo(
            "[{\"Config\":\"blobs/sha256/%s\",\"RepoTags\":[\"nuncio:1.2.3\"],\"Layers\":[\"blobs/sha256/%s\"]}]"
                .formatted(config, layer.blob().sha256()));
  }

  @Test
  void configurationWithoutAPlaceForLayersIsRefused() {
    assertThatThrownBy(() -> new Image("a", "{}", List.of(), TIME))
        .hasMessageContaining("@rootfs@");
  }

  @Test
  void wordsOfTheCommandAreQuoted() {
    assertThat(Main.words(List.of("java", "-Da=\"b\""))).isEqualTo("[\"java\",\"-Da=\\\"b\\\"\"]");
  }

  private Path contents(String name) throws IOException {
    Path contents = Files.createDirectories(folder.resolve(name));
    Files.createDirectory(contents.resolve("tmp"));
    Files.writeString(contents.resolve("text"), "words");
    Files.createDirectory(contents.resolve("bin"));
    Path run = Files.writeString(contents.resolve("bin/run"), "#!");
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(contents.resolve("bin/link"), Path.of("run"));
    return contents;
  }

  private static Map<String, byte[]> unpacked(Path file) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] bytes = Files.readAllBytes(file);
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }
}
