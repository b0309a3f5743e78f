package io.nuncio.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// An image as whoever loads it sees it: from `index.json` to the manifest, and from there to the
/// configuration and the layers, each found by its sum and checked against it.
///
/// @param root the file system that the layers make
/// @param config the configuration, whole
/// @param layers the sums of the layers, the lowest first
record UnpackedImage(Path root, JsonValue config, List<String> layers) {

  /// Unpacks it into an empty folder.
  static UnpackedImage of(Path tar, Path folder) throws Exception {
    Path layout = Files.createDirectory(folder.resolve("layout"));
    Path root = Files.createDirectory(folder.resolve("rootfs"));
    try (InputStream in = Files.newInputStream(tar)) {
      unpack(in, layout);
    }
    JsonValue index = JsonParser.parse(Files.readAllBytes(layout.resolve("index.json")));
    JsonValue named = field(index, "manifests").array.getFirst();
    JsonValue manifest = JsonParser.parse(blob(layout, named));
    JsonValue config = JsonParser.parse(blob(layout, field(manifest, "config")));
    List<JsonValue> unpacked = field(field(config, "rootfs"), "diff_ids").array;
    List<String> layers = new ArrayList<>();
    for (JsonValue layer : field(manifest, "layers").array) {
      byte[] tarOfLayer;
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(blob(layout, layer)))) {
        tarOfLayer = gzip.readAllBytes();
      }
      assertThat("sha256:" + sha256(tarOfLayer)).isEqualTo(unpacked.get(layers.size()).string);
      unpack(new ByteArrayInputStream(tarOfLayer), root);
      layers.add(field(layer, "digest").string);
    }
    assertThat(layers).hasSameSizeAs(unpacked);
    return new UnpackedImage(root, config, layers);
  }

  /// The command that a container begins with.
  List<String> entrypoint() {
    return strings(field(settings(), "Entrypoint"));
  }

  /// The command that asks for its health.
  List<String> healthCheck() {
    List<String> test = strings(field(field(settings(), "Healthcheck"), "Test"));
    assertThat(test).startsWith("CMD");
    return test.subList(1, test.size());
  }

  List<String> environment() {
    return strings(field(settings(), "Env"));
  }

  /// How its programs are started: user, variables, ports.
  JsonValue settings() {
    return field(config, "config");
  }

  static JsonValue field(JsonValue object, String name) {
    JsonValue value = object.map.get(name);
    if (value == null) {
      throw new AssertionError("no '" + name + "' in " + object.toJson());
    }
    return value;
  }

  private static List<String> strings(JsonValue array) {
    return array.array.stream().map(value -> value.string).toList();
  }

  private static byte[] blob(Path layout, JsonValue descriptor) throws Exception {
    String digest = field(descriptor, "digest").string;
    byte[] bytes = Files.readAllBytes(layout.resolve("blobs").resolve(digest.replace(':', '/')));
    assertThat("sha256:" + sha256(bytes)).isEqualTo(digest);
    assertThat(field(descriptor, "size").number.longValue()).isEqualTo(bytes.length);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static void unpack(InputStream in, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(in, UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          Files.setPosixFilePermissions(path, permissions(entry.getMode()));
          Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        }
      }
    }
  }

  /// The bits of a mode are in the order of the constants, from the last one up.
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode >> (all.length - 1 - i) & 1) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }
}
