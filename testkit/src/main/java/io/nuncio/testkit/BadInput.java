package io.nuncio.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.testkit.WireText.Send;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The inputs of the corpus of bad input, without its answers: where mutation begins.
public final class BadInput {
  private static final String FILE = "conformance/src/test/resources/bad-input.tsv";

  private BadInput() {}

  /// What each row sends, pauses left out, of those that send at most `mostBytes`.
  public static List<byte[]> upTo(int mostBytes) {
    var inputs = new ArrayList<byte[]>();
    for (var line : lines()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var bytes = new StringBuilder();
      for (var step : WireText.steps(line.split("\t", -1)[1])) {
        if (step instanceof Send send) {
          bytes.append(send.bytes());
        }
      }
      if (bytes.length() <= mostBytes) {
        inputs.add(bytes.toString().getBytes(ISO_8859_1));
      }
    }
    return inputs;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of(System.getProperty("nuncio.root", ".."), FILE), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the corpus cannot be read", e);
    }
  }
}
