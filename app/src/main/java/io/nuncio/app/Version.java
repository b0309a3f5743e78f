package io.nuncio.app;

/// Which server this is: the one it is compatible with, and its own version.
final class Version {
  /// The version of nats-server whose behaviour clients may count on; they switch features by it.
  static final String COMPATIBLE_WITH = "2.15.2";

  private Version() {}

  /// Such as `1.2.3 (java-25.0.3)`.
  static String own() {
    return Version.class.getModule().getDescriptor().rawVersion().orElse("unknown")
        + " (java-"
        + System.getProperty("java.version")
        + ")";
  }

  /// The answer to `-v`; programs read its first line.
  static String text() {
    return "nats-server: v" + COMPATIBLE_WITH + "\nnuncio " + own() + "\n";
  }
}
