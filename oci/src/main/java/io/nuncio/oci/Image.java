package io.nuncio.oci;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// An image, of layers that are packed already.
///
/// @param name what `podman load` and others call it
/// @param config its configuration, with the word `@rootfs@` where the layers belong
/// @param time how old everything is
record Image(String name, String config, List<Layer> layers, Instant time) {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String ROOT = "@rootfs@";

  Image {
    layers = List.copyOf(layers);
    if (!config.contains(ROOT)) {
      throw new IllegalArgumentException("a configuration with " + ROOT + " is expected");
    }
  }

  /// Writes one tar.
  ///
  /// @param work a folder for configuration and manifest
  void write(Path work, Path tar) throws IOException {
    Blob configuration =
        blob(CONFIG, work.resolve("configuration.json"), config.replace(ROOT, root()));
    Blob manifest = blob(MANIFEST, work.resolve("manifest.json"), manifest(configuration));
    List<Blob> blobs = new ArrayList<>(List.of(manifest, configuration));
    layers.forEach(layer -> blobs.add(layer.blob()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar));
        var archive = new TarArchiveOutputStream(out, "UTF-8")) {
      put(archive, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
      put(archive, "index.json", index(manifest));
      put(archive, "manifest.json", dockerManifest(configuration));
      for (Blob blob : blobs) {
        var entry = new TarArchiveEntry("blobs/sha256/" + blob.sha256());
        entry.setSize(Files.size(blob.file()));
        put(archive, entry);
        Files.copy(blob.file(), archive);
        archive.closeArchiveEntry();
      }
    }
  }

  private String root() {
    return layers.stream()
        .map(layer -> "\"sha256:" + layer.unpackedSha256() + "\"")
        .collect(Collectors.joining(",", "{\"type\":\"layers\",\"diff_ids\":[", "]}"));
  }

  private String manifest(Blob configuration) throws IOException {
    List<String> descriptors = new ArrayList<>();
    for (Layer layer : layers) {
      descriptors.add(layer.blob().descriptor());
    }
    return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
        .formatted(MANIFEST, configuration.descriptor(), String.join(",", descriptors));
  }

  private String index(Blob manifest) throws IOException {
    String descriptor = manifest.descriptor();
    String named =
        descriptor.substring(0, descriptor.length() - 1)
            + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"%s\"}}".formatted(name);
    return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
        + "\"manifests\":[%s]}".formatted(named);
  }

  /// What `docker load` looks for in a tar.
  private String dockerManifest(Blob configuration) {
    return layers.stream()
        .map(layer -> "\"blobs/sha256/" + layer.blob().sha256() + "\"")
        .collect(
            Collectors.joining(
                ",",
                "[{\"Config\":\"blobs/sha256/%s\",\"RepoTags\":[\"%s\"],\"Layers\":["
                    .formatted(configuration.sha256(), name),
                "]}]"));
  }

  private static Blob blob(String mediaType, Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Blob.of(mediaType, file);
  }

  private void put(TarArchiveOutputStream archive, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    put(archive, entry);
    archive.write(bytes);
    archive.closeArchiveEntry();
  }

  private void put(TarArchiveOutputStream archive, TarArchiveEntry entry) throws IOException {
    entry.setMode(0644);
    entry.setIds(0, 0);
    entry.setLastModifiedTime(FileTime.from(time));
    archive.putArchiveEntry(entry);
  }
}
