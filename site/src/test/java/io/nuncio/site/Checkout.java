package io.nuncio.site;

import java.nio.file.Path;

/// The checkout whose pages are tested.
final class Checkout {
  private Checkout() {}

  static Path root() {
    return Path.of(System.getProperty("nuncio.root", "..")).toAbsolutePath().normalize();
  }
}
