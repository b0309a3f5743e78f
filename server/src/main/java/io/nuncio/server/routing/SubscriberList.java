package io.nuncio.server.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Subscribers in no particular order, removed in constant time however many they are. Confined to
/// the index that owns it.
final class SubscriberList {
  private static final int MAPPED_FROM = 32;
  private static final Subscriber[] NONE = {};

  private Subscriber[] members = NONE;
  private int size;
  private @Nullable Map<Subscriber, Integer> positions;

  int size() {
    return size;
  }

  Subscriber get(int position) {
    return members[position];
  }

  void add(Subscriber subscriber) {
    if (size == members.length) {
      members = Arrays.copyOf(members, size == 0 ? 1 : size * 2);
    }
    members[size] = subscriber;
    if (positions != null) {
      positions.put(subscriber, size);
    } else if (size == MAPPED_FROM) {
      positions = new HashMap<>();
      for (int i = 0; i <= size; i++) {
        positions.put(members[i], i);
      }
    }
    size++;
  }

  /// Removes it, and says whether it was there.
  boolean remove(Subscriber subscriber) {
    int position = positionOf(subscriber);
    if (position < 0) {
      return false;
    }
    size--;
    Subscriber last = members[size];
    members[position] = last;
    Arrays.fill(members, size, size + 1, null);
    if (positions != null) {
      positions.remove(subscriber);
      if (!last.equals(subscriber)) {
        positions.put(last, position);
      }
    }
    return true;
  }

  private int positionOf(Subscriber subscriber) {
    if (positions != null) {
      return positions.getOrDefault(subscriber, -1);
    }
    for (int i = 0; i < size; i++) {
      if (members[i].equals(subscriber)) {
        return i;
      }
    }
    return -1;
  }
}
