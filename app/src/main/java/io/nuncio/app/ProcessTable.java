package io.nuncio.app;

import java.io.IOException;
import java.util.List;

/// The processes of this machine, as far as signals are concerned.
interface ProcessTable {
  /// Ids of the processes that go by the name of the server, without this one; the lowest first.
  List<Long> servers();

  /// Sends a signal.
  ///
  /// @param posixName of the signal, without `SIG`
  /// @throws IOException if it could not be sent; the message is the reason
  void signal(long pid, String posixName) throws IOException;
}
