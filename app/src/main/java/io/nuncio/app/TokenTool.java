package io.nuncio.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nuncio.auth.TokenHash;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Makes tokens and hashes of tokens: `nats-server token new` and `nats-server token hash`.
final class TokenTool {
  /// 24 of them hold 142 bits. Neither URLs, shells nor configuration files need quotes for them.
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final String LETTERS_AND_DIGITS = LETTERS + "0123456789";
  private static final int CHARACTERS = 24;

  private static final String HOW_TO_USE =
      """

      Give clients the token, and the server one of the two:
        authorization { token: "<hash>" }       in its configuration file
        nats-server --auth_file <file>          with the hash or the token in the file
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final RandomGenerator random;

  /// @param random strong enough for secrets
  TokenTool(PrintStream out, PrintStream err, RandomGenerator random) {
    this.out = out;
    this.err = err;
    this.random = random;
  }

  /// Prints a new token, its hash, and beside them what to do with both.
  ///
  /// @return the exit status
  int makeNew(int cost) {
    var token = new StringBuilder();
    // A digit in front would make a number of some of them, in some places.
    token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    while (token.length() < CHARACTERS) {
      token.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
    }
    out.print("token: " + token + "\n");
    out.print("hash: " + TokenHash.of(token.toString().getBytes(UTF_8), cost, random) + "\n");
    out.flush();
    err.print(HOW_TO_USE);
    return 0;
  }

  /// Prints the hash of the token that `input` holds, and nothing else.
  ///
  /// @return the exit status
  int hash(int cost, TokenInput input) {
    try {
      byte[] token = input.read();
      try {
        out.print(TokenHash.of(token, cost, random) + "\n");
        out.flush();
        return 0;
      } finally {
        Arrays.fill(token, (byte) 0);
      }
    } catch (IOException refused) {
      err.print("nats-server: token hash: " + refused.getMessage() + "\n");
      return 1;
    }
  }
}
