package io.nuncio.cli;

import java.util.ArrayList;
import java.util.List;

/// A line as a shell takes it apart: words, quotes, and one pipe from `echo`.
///
/// @param input what is piped into the program
/// @param arguments those of the program
record ShellWords(String input, List<String> arguments) {
  private static final String PROGRAM = "nuncio";

  static ShellWords of(String line) {
    List<String> words = split(line.strip());
    int program = words.indexOf(PROGRAM);
    if (program < 0) {
      throw new IllegalArgumentException("no " + PROGRAM + " in: " + line);
    }
    boolean piped = program == 3 && words.get(0).equals("echo") && words.get(2).equals("|");
    if (program > 0 && !piped) {
      throw new IllegalArgumentException("not understood: " + line);
    }
    return new ShellWords(
        piped ? words.get(1) + "\n" : "", List.copyOf(words.subList(program + 1, words.size())));
  }

  private static List<String> split(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    char quote = 0;
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        begun = true;
      } else if (c == quote) {
        quote = 0;
      } else if (c == ' ' && quote == 0) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
