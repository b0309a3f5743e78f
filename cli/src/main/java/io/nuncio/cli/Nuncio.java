package io.nuncio.cli;

import io.nuncio.cli.bench.BenchCommand;
import io.nuncio.cli.check.ServerCommand;
import io.nuncio.cli.connection.ConnectionFlags;
import io.nuncio.cli.context.ContextCommand;
import io.nuncio.cli.message.PublishCommand;
import io.nuncio.cli.message.ReplyCommand;
import io.nuncio.cli.message.RequestCommand;
import io.nuncio.cli.message.RttCommand;
import io.nuncio.cli.message.SubscribeCommand;
import io.nuncio.cli.page.CompletionCommand;
import io.nuncio.cli.page.ManualCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `nuncio`, which does nothing but hold the commands and what is said once for all of them.
@Command(
    name = "nuncio",
    versionProvider = Version.class,
    description = "A command-line client of NATS servers.",
    subcommands = {
      PublishCommand.class,
      SubscribeCommand.class,
      RequestCommand.class,
      ReplyCommand.class,
      RttCommand.class,
      BenchCommand.class,
      ServerCommand.class,
      ContextCommand.class,
      CompletionCommand.class,
      ManualCommand.class,
      ShowHelp.class
    },
    footer = {"  nuncio --server nats://localhost:4222 pub greetings hello", "  nuncio help sub"})
@SuppressWarnings("unused") // the library that fills them in reads them, too
final class Nuncio {
  @Mixin private final ConnectionFlags connection;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "shows this")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "shows the version")
  private boolean version;

  Nuncio(ConnectionFlags connection) {
    this.connection = connection;
  }
}
