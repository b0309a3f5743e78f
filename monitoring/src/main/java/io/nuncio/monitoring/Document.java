package io.nuncio.monitoring;

import java.time.Instant;

/// Takes what an endpoint says, field by field, in the order in which it is to be seen.
///
/// Names are those of nats-server. Confined to one thread.
interface Document {
  /// A text.
  Document field(String name, String value);

  /// A whole number.
  Document field(String name, long value);

  /// A number with a fraction.
  Document field(String name, double value);

  /// True or false.
  Document field(String name, boolean value);

  /// A moment.
  Document field(String name, Instant value);

  /// Begins an object that is a field, up to [#end].
  Document object(String name);

  /// Begins a list that is a field, up to [#end].
  Document list(String name);

  /// Begins an object inside a list, up to [#end].
  Document object();

  /// A text inside a list.
  Document element(String value);

  /// Ends what was begun last.
  Document end();

  /// A text, unless it is empty.
  default Document fieldIfAny(String name, String value) {
    return value.isEmpty() ? this : field(name, value);
  }

  /// A number, unless it is 0.
  default Document fieldIfAny(String name, long value) {
    return value == 0 ? this : field(name, value);
  }

  /// True, unless it is false.
  default Document fieldIfTrue(String name, boolean value) {
    return value ? field(name, true) : this;
  }
}
