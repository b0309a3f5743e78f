package io.nuncio.cli;

import io.nuncio.cli.bench.BenchCommand;
import io.nuncio.cli.bench.BenchPublish;
import io.nuncio.cli.bench.BenchReply;
import io.nuncio.cli.bench.BenchRequest;
import io.nuncio.cli.bench.BenchSubscribe;
import io.nuncio.cli.check.CheckCommand;
import io.nuncio.cli.check.CheckConnection;
import io.nuncio.cli.check.ServerCommand;
import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.context.AddContext;
import io.nuncio.cli.context.ContextCommand;
import io.nuncio.cli.context.ListContexts;
import io.nuncio.cli.context.PreviousContext;
import io.nuncio.cli.context.RemoveContext;
import io.nuncio.cli.context.SelectContext;
import io.nuncio.cli.context.ShowContext;
import io.nuncio.cli.message.PublishCommand;
import io.nuncio.cli.message.ReplyCommand;
import io.nuncio.cli.message.RequestCommand;
import io.nuncio.cli.message.RttCommand;
import io.nuncio.cli.message.SubscribeCommand;
import io.nuncio.cli.outside.Outside;
import io.nuncio.cli.page.CompletionCommand;
import io.nuncio.cli.page.ManualCommand;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands with what they need.
final class CommandFactory implements IFactory {
  private final Map<Class<?>, Supplier<? extends Object>> makerByCommand;

  CommandFactory(Connections connections, Outside outside) {
    makerByCommand =
        Map.ofEntries(
            entry(PublishCommand.class, () -> new PublishCommand(connections, outside)),
            entry(SubscribeCommand.class, () -> new SubscribeCommand(connections, outside)),
            entry(RequestCommand.class, () -> new RequestCommand(connections, outside)),
            entry(ReplyCommand.class, () -> new ReplyCommand(connections, outside)),
            entry(RttCommand.class, () -> new RttCommand(connections, outside)),
            entry(BenchCommand.class, BenchCommand::new),
            entry(BenchPublish.class, () -> new BenchPublish(connections, outside)),
            entry(BenchSubscribe.class, () -> new BenchSubscribe(connections, outside)),
            entry(BenchRequest.class, () -> new BenchRequest(connections, outside)),
            entry(BenchReply.class, () -> new BenchReply(connections, outside)),
            entry(ServerCommand.class, ServerCommand::new),
            entry(CheckCommand.class, CheckCommand::new),
            entry(CheckConnection.class, () -> new CheckConnection(connections, outside)),
            entry(ContextCommand.class, ContextCommand::new),
            entry(AddContext.class, () -> new AddContext(connections, outside)),
            entry(ListContexts.class, () -> new ListContexts(connections, outside)),
            entry(ShowContext.class, () -> new ShowContext(connections, outside)),
            entry(SelectContext.class, () -> new SelectContext(connections, outside)),
            entry(PreviousContext.class, () -> new PreviousContext(connections, outside)),
            entry(RemoveContext.class, () -> new RemoveContext(connections, outside)),
            entry(CompletionCommand.class, () -> new CompletionCommand(outside.terminal())),
            entry(ManualCommand.class, () -> new ManualCommand(outside.terminal())),
            entry(ShowHelp.class, () -> new ShowHelp(outside.terminal())),
            entry(Version.class, Version::new));
  }

  /// A command and what makes it, which has to be of that class.
  private static <C> Map.Entry<Class<?>, Supplier<? extends Object>> entry(
      Class<C> command, Supplier<C> maker) {
    return Map.entry(command, maker);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    @Nullable Supplier<? extends Object> maker = makerByCommand.get(type);
    return maker == null ? CommandLine.defaultFactory().create(type) : type.cast(maker.get());
  }
}
