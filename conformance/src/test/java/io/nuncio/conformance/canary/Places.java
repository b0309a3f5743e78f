package io.nuncio.conformance.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a server wrote something, and what: the places that secrets are looked for in.
///
/// Each place comes with words that must be there, so that an empty place, or the wrong one, is not
/// taken for a clean one.
final class Places {
  private final String setup;
  private final List<Place> places = new ArrayList<>();

  private record Place(String name, String content, List<String> expected) {}

  /// @param setup how the server was told its secret
  Places(String setup) {
    this.setup = setup;
  }

  /// Adds lines.
  ///
  /// @param expected words that must be in it
  void add(String name, List<String> lines, String... expected) {
    places.add(new Place(name, String.join("\n", lines), List.of(expected)));
  }

  /// Adds a file.
  ///
  /// @param expected words that must be in it
  void add(String name, Path file, String... expected) {
    try {
      places.add(new Place(name, Files.readString(file, ISO_8859_1), List.of(expected)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks for the secrets in all places.
  ///
  /// @return a row of a table for each place
  /// @throws AssertionError if there is one, or a place is not what it should be
  List<String> search(List<Canary> canaries) {
    var rows = new ArrayList<String>();
    var complaints = new ArrayList<String>();
    for (Place place : places) {
      String content = place.content();
      for (String words : place.expected()) {
        if (!content.contains(words)) {
          complaints.add(place.name() + " is without " + words);
        }
      }
      for (Canary canary : canaries) {
        if (canary.isIn(content)) {
          complaints.add(place.name() + " has a secret: " + canary.surroundings(content));
        }
      }
      rows.add("| %s | %s | %,d |".formatted(setup, place.name(), content.length()));
    }
    assertThat(complaints).as(setup).isEmpty();
    return rows;
  }
}
