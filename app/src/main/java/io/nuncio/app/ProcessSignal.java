package io.nuncio.app;

/// A signal that means something to this program; those that stop it come first.
enum ProcessSignal {
  INTERRUPT("INT", "interrupt", ""),
  TERMINATE("TERM", "terminated", ""),
  HANGUP("HUP", "hangup", "Reloading the configuration is not built yet"),
  USER_1("USR1", "user defined signal 1", "Reopening the log file is not built yet"),
  USER_2("USR2", "user defined signal 2", "Lame duck mode is not built yet");

  private final String posixName;
  private final String description;
  private final String unbuilt;

  ProcessSignal(String posixName, String description, String unbuilt) {
    this.posixName = posixName;
    this.description = description;
    this.unbuilt = unbuilt;
  }

  /// Without `SIG`.
  String posixName() {
    return posixName;
  }

  /// What the log calls it.
  String description() {
    return description;
  }

  /// What cannot be done yet when it arrives, as a line for the log; empty for what can.
  String unbuilt() {
    return unbuilt;
  }
}
