package io.nuncio.cli;

import io.nuncio.client.Nats;
import picocli.CommandLine.IVersionProvider;

/// What `--version` shows.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"nuncio " + Nats.CLIENT_VERSION};
  }
}
