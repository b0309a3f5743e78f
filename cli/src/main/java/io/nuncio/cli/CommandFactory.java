package io.nuncio.cli;

import io.nuncio.cli.connection.Connections;
import io.nuncio.cli.message.PublishCommand;
import io.nuncio.cli.message.ReplyCommand;
import io.nuncio.cli.message.RequestCommand;
import io.nuncio.cli.message.RttCommand;
import io.nuncio.cli.message.SubscribeCommand;
import io.nuncio.cli.outside.Outside;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands with what they need.
final class CommandFactory implements IFactory {
  private final Map<Class<?>, Supplier<Object>> makerByCommand;

  CommandFactory(Connections connections, Outside outside) {
    makerByCommand =
        Map.of(
            PublishCommand.class, () -> new PublishCommand(connections, outside),
            SubscribeCommand.class, () -> new SubscribeCommand(connections, outside),
            RequestCommand.class, () -> new RequestCommand(connections, outside),
            ReplyCommand.class, () -> new ReplyCommand(connections, outside),
            RttCommand.class, () -> new RttCommand(connections, outside),
            ShowHelp.class, () -> new ShowHelp(outside.terminal()),
            Version.class, Version::new);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    @Nullable Supplier<Object> maker = makerByCommand.get(type);
    return maker == null ? CommandLine.defaultFactory().create(type) : type.cast(maker.get());
  }
}
