/// A NATS server for each test class or method, by JUnit.
module io.nuncio.junit {
  requires transitive io.nuncio.client;
  requires transitive io.nuncio.embedded;
  requires transitive org.junit.jupiter.api;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.nuncio.junit;
}
