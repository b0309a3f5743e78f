package io.nuncio.cli.message;

import io.nuncio.cli.outside.CommandFailure;
import io.nuncio.client.Headers;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Headers as they are given: `Name:value`.
final class HeaderFlags {
  private HeaderFlags() {}

  /// The headers; null for none.
  ///
  /// @param change is asked for what is sent in the place of each value
  static @Nullable Headers parse(List<String> given, UnaryOperator<String> change) {
    if (given.isEmpty()) {
      return null;
    }
    Headers headers = new Headers();
    for (String each : given) {
      int colon = each.indexOf(':');
      if (colon <= 0) {
        throw CommandFailure.usage(
            "--header is a name, a colon and a value, such as Priority:high, and no colon came");
      }
      try {
        headers.add(
            each.substring(0, colon).strip(), change.apply(each.substring(colon + 1).strip()));
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("--header: " + CommandFailure.reason(e));
      }
    }
    return headers;
  }
}
