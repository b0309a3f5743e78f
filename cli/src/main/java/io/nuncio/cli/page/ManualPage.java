package io.nuncio.cli.page;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command's page of the manual, in the language of man(7).
final class ManualPage {
  private static final List<String> EXIT_STATUS =
      List.of(
          "0", "fine",
          "1", "it failed; a line on standard error says why",
          "2", "the command line cannot be followed",
          "130", "ended by Ctrl-C");

  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  ManualPage(CommandSpec spec) {
    this.spec = spec;
  }

  String toRoff() {
    String name = spec.qualifiedName("-");
    line(
        ".TH \""
            + quoted(name.toUpperCase(Locale.ROOT))
            + "\" 1 \"\" \""
            + quoted(version())
            + "\"");
    section("NAME");
    text(name + " - " + withoutPeriod(description().get(0)));
    section("SYNOPSIS");
    line(".B " + escaped(spec.qualifiedName()));
    text(synopsis());
    section("DESCRIPTION");
    description().forEach(this::paragraph);
    parameters();
    options();
    commands();
    section("EXIT STATUS");
    for (int i = 0; i < EXIT_STATUS.size(); i += 2) {
      item(EXIT_STATUS.get(i), EXIT_STATUS.get(i + 1));
    }
    section("EXAMPLES");
    line(".nf");
    Arrays.stream(spec.usageMessage().footer()).forEach(this::text);
    line(".fi");
    return page.toString().stripTrailing();
  }

  private String version() {
    String[] version = spec.root().version();
    return version.length == 0 ? "nuncio" : version[0];
  }

  private List<String> description() {
    return List.of(spec.usageMessage().description());
  }

  private String synopsis() {
    String parameters =
        spec.positionalParameters().stream()
            .map(ManualPage::written)
            .collect(Collectors.joining(" "));
    String command = spec.subcommands().isEmpty() ? "" : " COMMAND";
    return (parameters + " [OPTIONS]" + command).strip();
  }

  private static String written(PositionalParamSpec parameter) {
    String name = parameter.paramLabel() + (parameter.arity().isVariable() ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + name + "]" : name;
  }

  private void parameters() {
    if (!spec.positionalParameters().isEmpty()) {
      section("ARGUMENTS");
      spec.positionalParameters().forEach(each -> item(each.paramLabel(), described(each)));
    }
  }

  private void options() {
    section("OPTIONS");
    for (OptionSpec option : spec.options()) {
      if (!option.inherited()) {
        String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        item(String.join(", ", option.names()) + value, described(option));
      }
    }
    if (spec.parent() != null) {
      paragraph("The options for connecting are those of every command: see nuncio(1).");
    }
  }

  private static String described(ArgSpec argument) {
    String text = String.join(" ", argument.description());
    Iterable<String> values = argument.completionCandidates();
    return values == null
        ? text
        : text.replace("${COMPLETION-CANDIDATES}", String.join(", ", values));
  }

  private void commands() {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    for (CommandLine command : new LinkedHashSet<>(spec.subcommands().values())) {
      CommandSpec below = command.getCommandSpec();
      item(below.name(), below.usageMessage().description()[0]);
    }
  }

  private void section(String title) {
    line(".SH \"" + title + "\"");
  }

  private void paragraph(String text) {
    line(".PP");
    text(text);
  }

  private void item(String term, String text) {
    line(".TP");
    line(".B " + escaped(term));
    text(text);
  }

  private void text(String text) {
    line(escaped(text));
  }

  private void line(String roff) {
    page.append(roff).append('\n');
  }

  private static String withoutPeriod(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String quoted(String text) {
    return text.replace("\"", "");
  }

  /// Text that is nothing but text to roff.
  private static String escaped(String text) {
    String plain =
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("~", "\\(ti")
            .replace("^", "\\(ha")
            .replace("'", "\\(aq");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
