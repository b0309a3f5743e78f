package io.nuncio.cli.outside;

/// Nobody reads what is printed any more, as after `| head -1`: the command ends without a word.
public final class ClosedOutput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClosedOutput() {
    super("nobody reads the output", null, false, false);
  }
}
