package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nuncio.embedded.EmbeddedNats;
import io.nuncio.junit.NuncioTest;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MainTest {
  /** What programs may use; the rest is free to change. */
  private static final Set<String> DOCUMENTED =
      Set.of(
          "io.nuncio.auth",
          "io.nuncio.client",
          "io.nuncio.config",
          "io.nuncio.embedded",
          "io.nuncio.server",
          "io.nuncio.server.events",
          "io.nuncio.server.snapshot",
          "io.nuncio.wire");

  @Test
  void testsRunOnTheModulePath() {
    assertEquals("consumer", Main.class.getModule().getName());
    assertEquals("io.nuncio.embedded", EmbeddedNats.class.getModule().getName());
  }

  @Test
  void onlyDocumentedPackagesAreExported() {
    Set<String> exported =
        ModuleLayer.boot().modules().stream()
            .map(Module::getDescriptor)
            .filter(module -> module.name().startsWith("io.nuncio."))
            .flatMap(module -> module.exports().stream())
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(DOCUMENTED), exported);
  }

  @Test
  void nothingElseIsOpen() throws Exception {
    Class<?> hidden = Class.forName("io.nuncio.server.lifecycle.RunningServer");
    Constructor<?> constructor = hidden.getDeclaredConstructors()[0];

    assertThrows(InaccessibleObjectException.class, () -> constructor.setAccessible(true));
    assertTrue(
        hidden.getModule().getDescriptor().opens().isEmpty()
            && !hidden.getModule().getDescriptor().isOpen());
  }

  @Nested
  @NuncioTest
  class WithAServer {
    @Test
    void greets(EmbeddedNats server) throws Exception {
      assertEquals("hello", Main.greeting(server));
    }
  }
}
