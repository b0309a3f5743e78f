package io.nuncio.bench.server;

import java.util.List;

/// What all servers of a stage are told, and what clients tell them.
///
/// @param flags behind the command
/// @param credentials fields of `CONNECT`, each with a comma behind it; may be empty
/// @param shown the flags as they may be written down, without secrets
public record Settings(List<String> flags, String credentials, String shown) {
  @Override
  public String toString() {
    return shown;
  }
}
