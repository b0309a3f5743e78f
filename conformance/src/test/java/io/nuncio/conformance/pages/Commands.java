package io.nuncio.conformance.pages;

import io.nuncio.site.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The commands of a block, and what the page says that they print.
///
/// A block of `sh` is commands only. One of `console` has a `$` in front of each, and their output
/// below. There `…` stands for any text in a line, and a line of it for any lines.
///
/// @param command a command, with the lines that it goes on in
/// @param output the lines that it prints, if the page shows them
record Commands(String command, List<String> output) {

  static List<Commands> of(Block block) {
    return block.language().equals("console") ? shown(block) : plain(block);
  }

  private static List<Commands> plain(Block block) {
    var commands = new ArrayList<Commands>();
    for (String command : block.text().replace("\\\n", " ").lines().toList()) {
      if (!command.isBlank() && !command.startsWith("#")) {
        commands.add(new Commands(command.strip(), List.of()));
      }
    }
    return commands;
  }

  private static List<Commands> shown(Block block) {
    var commands = new ArrayList<Commands>();
    for (String line : block.text().lines().toList()) {
      if (line.startsWith("$ ")) {
        commands.add(new Commands(line.substring(2), new ArrayList<>()));
      } else if (commands.isEmpty()) {
        throw new AssertionError(block.place() + ": output without a command, which begins with $");
      } else {
        commands.getLast().output().add(line);
      }
    }
    return commands;
  }

  /// Whether it is one of those that build, test or measure: [BuildCommandsTest] looks at them.
  boolean builds() {
    return command.matches("(\\./mvnw|\\./bench/|scripts/).*");
  }

  boolean prints(String text) {
    var regex = new StringBuilder();
    for (String line : output) {
      if (line.equals("…")) {
        regex.append("(?:.*\n)*");
      } else {
        regex.append(Pattern.quote(line).replace("…", "\\E.*\\Q")).append("\n");
      }
    }
    return Pattern.matches(regex.toString(), text);
  }
}
