package io.nuncio.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What comes into a program with the server.
class ModuleGraphTest {
  @Test
  void nothingComesWithItButOurModulesAndBcrypt() {
    Set<String> found = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(List.of("io.nuncio.embedded"));
    while (!next.isEmpty()) {
      String name = next.removeFirst();
      if (found.add(name)) {
        next.addAll(requiredBy(name));
      }
    }

    assertThat(found)
        .filteredOn(name -> !name.startsWith("java."))
        .containsExactly(
            "bcrypt",
            "io.nuncio.auth",
            "io.nuncio.client",
            "io.nuncio.config",
            "io.nuncio.embedded",
            "io.nuncio.server",
            "io.nuncio.wire");
  }

  private static List<String> requiredBy(String module) {
    return ModuleLayer.boot().findModule(module).orElseThrow().getDescriptor().requires().stream()
        .filter(each -> !each.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
        .map(ModuleDescriptor.Requires::name)
        .toList();
  }
}
