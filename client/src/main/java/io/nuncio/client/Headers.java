package io.nuncio.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The headers of a message: names in the order in which they were added, each with its values.
/// Names differ by case.
///
/// Not safe for several threads at a time.
public final class Headers {
  static final String VERSION = "NATS/1.0";

  private final Map<String, List<String>> valuesByName = new LinkedHashMap<>();
  private byte @Nullable [] serialized;

  /// No headers.
  public Headers() {}

  /// A copy; null counts as none.
  public Headers(@Nullable Headers other) {
    if (other != null) {
      other.valuesByName.forEach((name, values) -> valuesByName.put(name, new ArrayList<>(values)));
    }
  }

  /// Adds values to those that `name` has.
  ///
  /// @throws IllegalArgumentException if the name is empty or not printable ASCII without colon, or
  ///   a value has a line end
  public Headers add(String name, String... values) {
    return add(name, List.of(values));
  }

  /// Adds values to those that `name` has.
  public Headers add(String name, Collection<String> values) {
    check(name, values);
    valuesByName.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values);
    serialized = null;
    return this;
  }

  /// Replaces the values that `name` has.
  public Headers put(String name, String... values) {
    return put(name, List.of(values));
  }

  /// Replaces the values that `name` has.
  public Headers put(String name, Collection<String> values) {
    check(name, values);
    valuesByName.put(name, new ArrayList<>(values));
    serialized = null;
    return this;
  }

  /// Replaces the values of each of these names.
  public Headers put(Map<String, List<String>> headers) {
    headers.forEach(this::put);
    return this;
  }

  private static void check(String name, Collection<String> values) {
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')) {
      throw new IllegalArgumentException(
          "a header's name is printable ASCII without blanks and colons: " + name);
    }
    for (String value : values) {
      if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("the value of " + name + " has a line end");
      }
    }
  }

  /// Takes names away with all their values.
  public void remove(String... names) {
    valuesByName.keySet().removeAll(Set.of(names));
    serialized = null;
  }

  /// Takes names away with all their values.
  public void remove(Collection<String> names) {
    valuesByName.keySet().removeAll(Set.copyOf(names));
    serialized = null;
  }

  /// How many names there are.
  public int size() {
    return valuesByName.size();
  }

  public boolean isEmpty() {
    return valuesByName.isEmpty();
  }

  /// Takes everything away.
  public void clear() {
    valuesByName.clear();
    serialized = null;
  }

  public boolean containsKey(String name) {
    return valuesByName.containsKey(name);
  }

  public boolean containsKeyIgnoreCase(String name) {
    return !getAllIgnoringCase(name).isEmpty();
  }

  public Set<String> keySet() {
    return Collections.unmodifiableSet(valuesByName.keySet());
  }

  /// The names in lower case.
  public Set<String> keySetIgnoreCase() {
    Set<String> names = new LinkedHashSet<>();
    valuesByName.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    return names;
  }

  /// The values of a name, or null.
  public @Nullable List<String> get(String name) {
    List<String> values = valuesByName.get(name);
    return values == null ? null : Collections.unmodifiableList(values);
  }

  /// The first value of a name, or null.
  public @Nullable String getFirst(String name) {
    List<String> values = valuesByName.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /// The last value of a name, or null.
  public @Nullable String getLast(String name) {
    List<String> values = valuesByName.get(name);
    return values == null || values.isEmpty() ? null : values.get(values.size() - 1);
  }

  /// The values of a name in any case, or null.
  public @Nullable List<String> getIgnoreCase(String name) {
    List<String> values = getAllIgnoringCase(name);
    return values.isEmpty() ? null : values;
  }

  private List<String> getAllIgnoringCase(String name) {
    List<String> found = new ArrayList<>();
    valuesByName.forEach((key, values) -> {
      if (key.equalsIgnoreCase(name)) {
        found.addAll(values);
      }
    });
    return Collections.unmodifiableList(found);
  }

  public void forEach(BiConsumer<String, List<String>> action) {
    valuesByName.forEach((name, values) -> action.accept(name, List.copyOf(values)));
  }

  public Set<Map.Entry<String, List<String>>> entrySet() {
    return Collections.unmodifiableSet(valuesByName.entrySet());
  }

  /// A copy.
  public Map<String, List<String>> toMap() {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    forEach(copy::put);
    return copy;
  }

  /// How many bytes the headers take on the wire; 0 for none.
  public int serializedLength() {
    return wireBytes().length;
  }

  /// The headers as they are sent; empty for none.
  public byte[] getSerialized() {
    return wireBytes().clone();
  }

  /// The same array every time, until something changes.
  byte[] wireBytes() {
    byte[] bytes = serialized;
    if (bytes == null) {
      bytes = isEmpty() ? new byte[0] : serialize();
      serialized = bytes;
    }
    return bytes;
  }

  private byte[] serialize() {
    StringBuilder text = new StringBuilder(VERSION).append("\r\n");
    valuesByName.forEach((name, values) ->
        values.forEach(value -> text.append(name).append(": ").append(value).append("\r\n")));
    return text.append("\r\n").toString().getBytes(UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers headers && valuesByName.equals(headers.valuesByName);
  }

  @Override
  public int hashCode() {
    return valuesByName.hashCode();
  }

  /// The names, without their values.
  @Override
  public String toString() {
    return "Headers" + valuesByName.keySet();
  }
}
