package io.nuncio.config;

import java.util.Locale;

/// What a running server can be told by a signal.
public enum SignalCommand {
  /// To end at once, without a word.
  STOP("KILL"),
  /// To close its connections and end.
  QUIT("INT"),
  /// The same, except in lame duck mode, which goes on.
  TERM("TERM"),
  /// To close its log file and open it again by its name.
  REOPEN("USR1"),
  /// To read its configuration again.
  RELOAD("HUP"),
  /// To let its clients go one by one, and end.
  LDM("USR2");

  private final String posixName;

  SignalCommand(String posixName) {
    this.posixName = posixName;
  }

  /// The name of the signal, without `SIG`.
  public String posixName() {
    return posixName;
  }

  /// What the command line calls it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
