package io.nuncio.conformance.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The programs of a page of the documentation: the first block of code below each heading `###` of
/// the part "In a client".
final class ProgramsPage {

  private static final String HEADING = "### ";
  private static final String FENCE = "```";

  private final String file;
  private final Map<String, String> programsByHeading;

  private ProgramsPage(String file, Map<String, String> programsByHeading) {
    this.file = file;
    this.programsByHeading = programsByHeading;
  }

  /// @param root the project's folder
  /// @param file the page, such as `docs/tokens.md`
  static ProgramsPage read(Path root, String file) {
    try {
      return new ProgramsPage(file, programs(Files.readAllLines(root.resolve(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The headings that have a program, in the order of the page.
  List<String> headings() {
    return List.copyOf(programsByHeading.keySet());
  }

  /// The program below a heading, word for word.
  String program(String heading) {
    var program = programsByHeading.get(heading);
    if (program == null) {
      throw new AssertionError(file + " has no program under " + HEADING + heading);
    }
    return program;
  }

  private static Map<String, String> programs(List<String> lines) {
    var programs = new LinkedHashMap<String, String>();
    var heading = "";
    var block = new ArrayList<String>();
    var inClientPart = false;
    var inBlock = false;
    for (var line : lines) {
      if (line.startsWith(FENCE)) {
        inBlock = !inBlock;
        if (!inBlock && inClientPart && !heading.isEmpty()) {
          programs.putIfAbsent(heading, String.join("\n", block) + "\n");
        }
        block.clear();
      } else if (inBlock) {
        block.add(line);
      } else if (line.startsWith("## ")) {
        inClientPart = line.equals("## In a client");
        heading = "";
      } else if (line.startsWith(HEADING)) {
        heading = line.substring(HEADING.length());
      }
    }
    return programs;
  }
}
