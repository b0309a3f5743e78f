package io.nuncio.cli;

import io.nuncio.cli.connection.ConnectionFlags;
import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.outside.ClosedOutput;
import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.outside.Spans;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;

/// The program on one machine: takes a command line, runs a command, and says how it ended.
///
/// Exit status: 0 fine, 1 failed, 2 the command line cannot be followed, 130 ended by Ctrl-C; that
/// of `server check` is what Nagios wants.
public final class Program {
  static final int FAILED = 1;
  static final int INTERRUPTED = 130;

  private final Outside outside;

  /// A program that sees this machine.
  public Program(Outside outside) {
    this.outside = outside;
  }

  /// Runs a command.
  ///
  /// @return the exit status
  public int run(String... arguments) {
    int status = commandLine().execute(arguments);
    try {
      outside.terminal().flush();
      return status;
    } catch (ClosedOutput nobodyReads) {
      return status;
    }
  }

  /// All commands, with nothing given yet.
  CommandLine commandLine() {
    var flags = new ConnectionFlags();
    var connections = new Connections(flags, outside);
    var commandLine =
        new CommandLine(new Nuncio(flags), new CommandFactory(connections, outside))
            .registerConverter(Duration.class, Program::duration)
            .setOut(outside.terminal().out())
            .setErr(outside.terminal().err())
            .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
            .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
            .setParameterExceptionHandler((mistake, given) ->
                refused(UsageMistake.sentence(mistake), mistake.getCommandLine()));
    HelpPage.layOut(commandLine);
    return commandLine;
  }

  private Ansi ansi() {
    boolean plain =
        outside.environment().get("NO_COLOR") != null
            || "dumb".equals(outside.environment().get("TERM"));
    return outside.terminal().ends().output() && !plain ? Ansi.ON : Ansi.OFF;
  }

  private static Duration duration(String text) {
    try {
      return Spans.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(CommandFailure.reason(e));
    }
  }

  private int failed(Exception failure, CommandLine command) {
    return switch (failure) {
      case ClosedOutput nobodyReads -> 0;
      case InterruptedException ended -> INTERRUPTED;
      case CommandFailure mistake when mistake.isUsage() -> refused(sentence(mistake), command);
      case CommandFailure expected -> say(sentence(expected), FAILED);
      default ->
          say(
              "a defect of nuncio: "
                  + failure.getClass().getName()
                  + ": "
                  + CommandFailure.reason(failure),
              FAILED);
    };
  }

  private static String sentence(CommandFailure failure) {
    return CommandFailure.reason(failure);
  }

  private int refused(String sentence, CommandLine command) {
    var spec = command.getCommandSpec();
    return say(
        sentence + " (see '" + spec.qualifiedName() + " --help')", spec.exitCodeOnInvalidInput());
  }

  private int say(String sentence, int status) {
    try {
      outside.terminal().flush();
    } catch (ClosedOutput nobodyReads) {
      // the error output may be read all the same
    }
    outside.terminal().say("nuncio: " + sentence);
    return status;
  }
}
