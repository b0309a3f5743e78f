package io.nuncio.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What strangers may send to a server that wants to know who they are: operations of clients and
/// of servers, in any order and repeated, with right, wrong and broken `CONNECT`s among them, and
/// the beginnings of other protocols.
///
/// What is published before the first right `CONNECT` goes to subjects that begin with [#EARLY],
/// and subscriptions made before have the sid `early`: nothing of either may ever be delivered.
/// Confined to one thread.
public final class StrangerTalk {
  /// How subjects begin that nobody may ever receive anything on.
  public static final String EARLY = "early.";

  /// The sid of subscriptions that must never receive anything.
  public static final String EARLY_SID = "early";

  private static final List<String> GREETINGS =
      List.of(
          "CONNECT {}\r\n",
          "CONNECT {\"auth_token\":\"wr0ng\"}\r\n",
          "CONNECT {\"user\":\"wrong\",\"pass\":\"wr0ng\",\"verbose\":false}\r\n",
          "CONNECT {\"user\":\"\",\"pass\":\"\"}\r\n",
          "CONNECT {\"nkey\":\"UAAA\",\"sig\":\"AAAA\"}\r\n",
          "CONNECT {\"jwt\":\"e30.e30.\",\"sig\":\"AAAA\"}\r\n",
          "CONNECT {\"account\":\"$SYS\",\"new_account\":true}\r\n",
          "CONNECT {\"verbose\":false,\"protocol\":7}\r\n",
          "CONNECT {\"verb",
          "CONNECT []\r\n",
          "CONNECT\r\n",
          "CONNECT " + "[".repeat(5_000),
          "connect\t{\"no_responders\":true}\n");

  private static final List<String> OPERATIONS =
      List.of(
          "INFO {}\r\n",
          "INFO {\"nonce\":\"x\"}\r\n",
          "INFO nope\r\n",
          "PING\r\n",
          "PONG\r\n",
          "+OK\r\n",
          "-ERR 'x'\r\n",
          "SUB > early\r\n",
          "SUB " + EARLY + "> q early\r\n",
          "UNSUB early\r\n",
          "UNSUB early 1\r\n",
          "PUB " + EARLY + "a 2\r\nhi\r\n",
          "PUB " + EARLY + "a.b " + EARLY + "reply 2\r\nhi\r\n",
          "HPUB " + EARLY + "h 12 14\r\nNATS/1.0\r\n\r\nhi\r\n",
          "PUB " + EARLY + "half 5\r\nhe",
          "MSG " + EARLY + "m early 2\r\nhi\r\n",
          "RS+ $G " + EARLY + "> \r\n",
          "RS- $G " + EARLY + ">\r\n",
          "LS+ " + EARLY + ">\r\n",
          "A+ $G\r\n",
          "A- $G\r\n",
          "RMSG $G " + EARLY + "r 2\r\nhi\r\n",
          "LMSG " + EARLY + "l 2\r\nhi\r\n",
          "PROXY TCP4 203.0.113.7 198.51.100.1 56324 4222\r\n",
          "\r\n\r\n\0\r\nQUIT\n\41\21\0\14\1\2\3\4\5\6\7\10\20\176\20\176",
          "\26\3\1\0\245\1\0\0\241\3\3" + "A".repeat(160),
          "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n",
          "\0",
          "\r\n",
          " ".repeat(5_000),
          "PU",
          "SUB ");

  private final RandomGenerator random;
  private final List<String> rightGreetings;
  private int number;

  /// What one stranger sends.
  ///
  /// @param pieces one after the other, one character for each byte
  /// @param greetedRight whether a right `CONNECT` is among them
  /// @param leaves whether it hangs up in the end
  public record Talk(List<String> pieces, boolean greetedRight, boolean leaves) {
    /// With `pieces` that do not change.
    public Talk {
      pieces = List.copyOf(pieces);
    }
  }

  /// @param rightGreetings `CONNECT` lines that let their sender in
  public StrangerTalk(RandomGenerator random, List<String> rightGreetings) {
    this.random = random;
    this.rightGreetings = List.copyOf(rightGreetings);
  }

  /// What the next one sends: mostly without ever being right, now and then next to nothing.
  public Talk next() {
    if (random.nextInt(5) == 0) {
      String greeting = any(rightGreetings);
      String begun = greeting.substring(0, random.nextInt(greeting.length() - 2));
      return new Talk(List.of(begun), false, false);
    }
    return several();
  }

  private Talk several() {
    var pieces = new ArrayList<String>();
    boolean right = false;
    boolean mayBeRight = random.nextInt(4) == 0;
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      if (mayBeRight && random.nextInt(6) == 0) {
        pieces.add(any(rightGreetings));
        right = true;
      } else {
        pieces.add(right ? late() : early(pieces.isEmpty()));
      }
    }
    return new Talk(pieces, right, random.nextInt(4) == 0);
  }

  /// Whoever begins with anything but a greeting is mostly not heard any further.
  private String early(boolean first) {
    return random.nextInt(3) == 0 || (first && random.nextBoolean())
        ? any(GREETINGS)
        : cut(any(OPERATIONS));
  }

  /// Now and then it stops in the middle, and the next piece goes on as if it had not.
  private String cut(String operation) {
    return random.nextInt(10) == 0
        ? operation.substring(0, random.nextInt(operation.length()))
        : operation;
  }

  private String late() {
    number++;
    return switch (random.nextInt(4)) {
      case 0 -> "SUB late." + number + " late\r\n";
      case 1 -> "PUB late." + number + " 2\r\nhi\r\n";
      case 2 -> "PING\r\n";
      default -> any(GREETINGS);
    };
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
