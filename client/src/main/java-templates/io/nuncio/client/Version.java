package io.nuncio.client;

/// The version of this client, written here by the build.
final class Version {
  private Version() {}

  /// Such as `1.2.3`. A method, so that no class file of somebody else's holds a copy.
  static String own() {
    return "${project.version}";
  }
}
