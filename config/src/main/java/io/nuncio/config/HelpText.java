package io.nuncio.config;

/// The answer to `-h`.
final class HelpText {
  private static final int COLUMNS = 92;

  private static final String WHAT_WORKS =
      """
      Usage: nats-server [options]

      Server options:
          -a, --addr, --net <host>   Listen on this address only           -a 127.0.0.1
                                     (default: 0.0.0.0, all interfaces)
          -p, --port <port>          Port for clients, -1 for any free     -p 4333
                                     one (default: 4222)
          -n, --name,
              --server_name <name>   Name of this server, one word         -n berlin-1
                                     (default: a generated one)
          -P, --pid <file>           Write the process id to this file     -P /run/nats-server.pid

      Logging options:
          -l, --log <file>           Append the log to this file instead   -l /var/log/nats.log
                                     of standard error
          -D, --debug                Log debugging lines                   -D
          -V, --trace                Log every protocol line               -V
          -DV                        Both                                  -DV

      Authorization options:
              --auth <token>         Token, or its bcrypt hash, that       --auth "$TOKEN"
                                     clients must present

      Common options:
          -h, --help                 Show this text                        -h
          -v, --version              Show the version                      -v

      One dash or two are the same, and so are "-p 4333" and "-p=4333". A switch is turned off
      with "=false".

      Known but not built yet, and refused unless their value means "off":
      """;

  private HelpText() {}

  static String text() {
    var text = new StringBuilder(WHAT_WORKS);
    int column = 0;
    for (Flag flag : Flag.values()) {
      if (flag.use() != Flag.Use.OFF_ONLY) {
        continue;
      }
      for (String name : flag.names()) {
        if (column + name.length() + 2 > COLUMNS) {
          text.append('\n');
          column = 0;
        }
        text.append(column == 0 ? "    -" : " -").append(name);
        column += name.length() + (column == 0 ? 5 : 2);
      }
    }
    return text.append('\n').toString();
  }
}
