package io.nuncio.config;

/// A command line that cannot be followed; the message is ready for the operator.
final class CommandLineException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandLineException(String message) {
    super(message);
  }
}
