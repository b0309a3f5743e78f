package io.nuncio.app;

/// A signal that means something to this program; those that stop it come first.
enum ProcessSignal {
  INTERRUPT("INT", "interrupt"),
  TERMINATE("TERM", "terminated"),
  HANGUP("HUP", "hangup"),
  USER_1("USR1", "user defined signal 1"),
  USER_2("USR2", "user defined signal 2");

  private final String posixName;
  private final String description;

  ProcessSignal(String posixName, String description) {
    this.posixName = posixName;
    this.description = description;
  }

  /// Without `SIG`.
  String posixName() {
    return posixName;
  }

  /// What the log calls it.
  String description() {
    return description;
  }
}
