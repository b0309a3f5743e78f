package io.nuncio.client.delivery;

/// Something of which only so many bytes may wait.
@FunctionalInterface
public interface Weighed {
  /// How many bytes it counts for.
  long weightBytes();
}
