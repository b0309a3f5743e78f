package io.nuncio.client;

import org.jspecify.annotations.Nullable;

/// Proves who the client is with a key, at each connect; called by the thread that connects.
public interface AuthHandler {
  /// The signature of what the server sent for it.
  byte[] sign(byte[] nonce);

  /// The public key, such as `UA…`, or null if [#getJWT] says who the client is.
  char @Nullable [] getID();

  /// The user's JWT, or null for none.
  char @Nullable [] getJWT();
}
