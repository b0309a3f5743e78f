package io.nuncio.client.transport;

/// What an application wants of its sockets.
///
/// @param receiveBytes the system's buffer; 0 for its own choice
/// @param sendBytes the system's buffer; 0 for its own choice
/// @param lingerSeconds how long the system sends after the end; negative for its own choice
/// @param checkMillis how often a read that waits looks whether writing has got stuck
public record SocketWishes(int receiveBytes, int sendBytes, int lingerSeconds, int checkMillis) {}
