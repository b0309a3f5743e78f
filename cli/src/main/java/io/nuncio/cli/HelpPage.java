package io.nuncio.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// How `--help` looks: options that every command has are listed once, at the top, and named in the
/// others.
final class HelpPage {
  private static final int WIDTH = 100;
  private static final String CONNECTING = "connecting";

  private HelpPage() {}

  static void layOut(CommandLine commandLine) {
    commandLine.setUsageHelpWidth(WIDTH);
    layOutOne(commandLine);
    commandLine.getSubcommands().values().stream().distinct().forEach(HelpPage::layOut);
  }

  private static void layOutOne(CommandLine commandLine) {
    UsageMessageSpec page = commandLine.getCommandSpec().usageMessage();
    page.sortOptions(false);
    page.synopsisAutoIndentThreshold(0.4);
    page.descriptionHeading("%n").parameterListHeading("%n").optionListHeading("%n");
    page.commandListHeading("%nCommands:%n");
    page.footerHeading("%nExamples:%n");
    page.sectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            help -> help.optionListExcludingGroups(own(help)));
    page.sectionMap().put(CONNECTING, HelpPage::connecting);
    List<String> keys = new ArrayList<>(page.sectionKeys());
    keys.remove(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING);
    keys.remove(UsageMessageSpec.SECTION_KEY_FOOTER);
    keys.remove(CONNECTING);
    keys.addAll(
        List.of(
            CONNECTING,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER));
    page.sectionKeys(keys);
    page.customSynopsis(synopsis(commandLine));
  }

  /// Without the options that every command has.
  private static String[] synopsis(CommandLine commandLine) {
    var spec = commandLine.getCommandSpec();
    var text = new StringBuilder(spec.qualifiedName());
    spec.positionalParameters()
        .forEach(parameter ->
            text.append(parameter.arity().min() == 0 ? " [" : " ")
                .append(parameter.paramLabel())
                .append(parameter.arity().isVariable() ? "..." : "")
                .append(parameter.arity().min() == 0 ? "]" : ""));
    if (spec.subcommands().isEmpty()) {
      return new String[] {text.append(" [OPTIONS]").toString()};
    }
    return new String[] {text.append(" [OPTIONS] COMMAND").toString()};
  }

  private static List<OptionSpec> own(Help help) {
    return help.commandSpec().options().stream().filter(option -> !option.inherited()).toList();
  }

  private static String connecting(Help help) {
    List<String> names =
        help.commandSpec().options().stream()
            .filter(OptionSpec::inherited)
            .filter(option -> !option.usageHelp())
            .map(OptionSpec::longestName)
            .toList();
    if (names.isEmpty()) {
      return "";
    }
    var text =
        new StringBuilder(
            "%nOptions of every command, explained by 'nuncio --help':%n ".formatted());
    int column = 1;
    for (String name : names) {
      if (column + 1 + name.length() > WIDTH) {
        text.append("%n ".formatted());
        column = 1;
      }
      text.append(' ').append(name);
      column += 1 + name.length();
    }
    return text.append("%n".formatted()).toString();
  }
}
