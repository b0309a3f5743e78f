package io.nuncio.site;

import java.io.IOException;
import java.nio.file.Path;

/// Makes the site: `Main CHECKOUT FOLDER`.
public final class Main {
  private Main() {}

  /// Writes it.
  ///
  /// @param arguments the folder of the checkout, and the folder to write
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("expected the checkout and the folder to write");
    }
    new Website(Path.of(arguments[0])).write(Path.of(arguments[1]));
  }
}
