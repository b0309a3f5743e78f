package io.nuncio.client;

/// The Java snippets of NATS's page on tokens, to the letter but for their imports. They name a
/// port and a host, so they are run as a program of its own by [PageSnippetsTest].
final class PageSnippets {
  private PageSnippets() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "option" -> option();
      case "url" -> url();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("done");
  }

  private static void option() throws Exception {
    // Laid out as it is there:
    // spotless:off
    Options options = new Options.Builder().
        server("nats://localhost:4222").
        token("mytoken"). // Set a token
        build();
    // spotless:on
    Connection nc = Nats.connect(options);

    // Do something with the connection

    nc.close();
  }

  private static void url() throws Exception {
    Connection nc = Nats.connect("nats://mytoken@localhost:4222");

    // Do something with the connection

    nc.close();
  }
}
