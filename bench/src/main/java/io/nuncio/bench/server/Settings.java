package io.nuncio.bench.server;

import java.util.List;
import javax.net.ssl.SSLContext;

/// What all servers of a stage are told, and what clients tell them.
///
/// @param flags behind the command
/// @param credentials fields of `CONNECT`, each with a comma behind it; may be empty
/// @param shown the flags as they may be written down, without secrets
/// @param trusting what a client needs to trust these servers, if they speak TLS
public record Settings(List<String> flags, String credentials, String shown, SSLContext trusting) {
  @Override
  public String toString() {
    return shown;
  }
}
