package io.nuncio.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which tests share a server, when all run at the same time.
@Timeout(60)
class SeparationTest {
  private static final Queue<URI> uris = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void forget() {
    uris.clear();
  }

  @NuncioTest
  static class One {
    @RepeatedTest(4)
    void runs(URI uri) {
      uris.add(uri);
    }

    @Nested
    class Inside {
      @Test
      void runs(URI uri) {
        uris.add(uri);
      }
    }
  }

  static class Inheriting extends One {}

  static class InheritingToo extends One {}

  @Test
  void classesDoNot() {
    Kit.run(One.class, Inheriting.class, InheritingToo.class);

    assertThat(uris).hasSize(3 * 5);
    assertThat(new HashSet<>(uris)).hasSize(3);
  }

  @NuncioTest(per = NuncioTest.Per.METHOD)
  static class ForEach {
    private URI before = URI.create("");

    @BeforeEach
    void keep(URI uri) {
      before = uri;
    }

    @RepeatedTest(4)
    void runs(URI uri) {
      uris.add(uri);
      assertThat(before).isEqualTo(uri);
    }

    @Nested
    class Inside {
      @RepeatedTest(2)
      void runs(URI uri) {
        uris.add(uri);
        assertThat(before).isEqualTo(uri);
      }
    }
  }

  @Test
  void methodsDoNotIfEachHasItsOwn() {
    var failed = Kit.failures(ForEach.class);

    assertThat(failed).isEmpty();
    assertThat(uris).hasSize(6);
    assertThat(new HashSet<>(uris)).hasSizeGreaterThan(1);
  }
}
