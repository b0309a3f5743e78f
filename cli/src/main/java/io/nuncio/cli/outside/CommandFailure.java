package io.nuncio.cli.outside;

/// A command cannot do what it was asked for. The message is one sentence for the user, with what
/// was expected, what came, and the way out, and without anything secret.
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean usage;

  private CommandFailure(String sentence, boolean usage) {
    super(sentence, null, false, false);
    this.usage = usage;
  }

  /// Something went wrong.
  public static CommandFailure of(String sentence) {
    return new CommandFailure(sentence, false);
  }

  /// The command line asks for what cannot be.
  public static CommandFailure usage(String sentence) {
    return new CommandFailure(sentence, true);
  }

  /// Whether the command line is to blame.
  public boolean isUsage() {
    return usage;
  }

  /// What a throwable says, or its name if it says nothing.
  public static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message;
  }
}
