package io.nuncio.oci;

import io.nuncio.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Makes an image of folders.
final class Main {
  private Main() {}

  /// `java io.nuncio.oci.Main NAME TIME FOLDER IMAGE.tar`
  ///
  /// In the folder are `layers`, with a folder for each, the lowest first by name; `config.json`,
  /// with `@rootfs@` for the layers and `@entrypoint@` for the command; and `entrypoint`, its
  /// words, a line each.
  public static void main(String[] arguments) throws IOException {
    Instant time = Instant.parse(arguments[1]);
    Path folder = Path.of(arguments[2]);
    List<Layer> layers = new ArrayList<>();
    for (Path contents : list(folder.resolve("layers"))) {
      Path packed = folder.resolve(contents.getFileName() + ".tar.gz");
      Layer layer = Layer.pack(contents, packed, time);
      System.out.println(
          "%s sha256:%s %,d bytes"
              .formatted(contents.getFileName(), layer.blob().sha256(), Files.size(packed)));
      layers.add(layer);
    }
    String config =
        Files.readString(folder.resolve("config.json"))
            .replace("@entrypoint@", words(Files.readAllLines(folder.resolve("entrypoint"))));
    new Image(arguments[0], config, layers, time).write(folder, Path.of(arguments[3]));
  }

  /// As an array of JSON.
  static String words(List<String> lines) {
    var text = new StringBuilder("[");
    for (String line : lines) {
      if (text.length() > 1) {
        text.append(',');
      }
      JsonText.quote(line, text);
    }
    return text.append(']').toString();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }
}
