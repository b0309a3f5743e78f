package io.nuncio.server.events;

/// How often one event loop has asked the operating system for something since its start.
///
/// On encrypted connections a read or a write is one of the connection: of the socket it may be
/// several, one for each record, or none.
///
/// @param polls waits for sockets to be ready, and looks whether they are
/// @param reads from connections, those among them that found nothing
/// @param writes to connections, of this loop or of others; those among them that were not taken
/// @param accepts of new connections, the last of each series among them, which finds none
public record SystemCalls(long polls, long reads, long writes, long accepts) {
  /// None at all.
  public static final SystemCalls NONE = new SystemCalls(0, 0, 0, 0);
}
