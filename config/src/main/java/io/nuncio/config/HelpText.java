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
              --client_advertise <host:port>
                                     Address that clients are told         --client_advertise h:4222
          -P, --pid <file>           Write the process id to this file     -P /run/nats-server.pid
              --ports_file_dir <dir> Write the ports to a file in this     --ports_file_dir /run/nats
                                     folder, nats-server_<pid>.ports
          -m, --http_port <port>     Port for monitoring by HTTP, -1 for   -m 8222
                                     any free one (default: none)
          -ms, --https_port <port>   The same by HTTPS; needs TLS          -ms 8443
          -c, --config <file>        Read this configuration file; flags   -c /etc/nats/nats.conf
                                     go over what it says
          -t                         Say whether the file can be followed, -t -c nats.conf
                                     and end
          -sl, --signal <command>[=<pid>]
                                     Tell a running server to stop, quit,  --signal ldm=4242
                                     term, reopen its log, reload or go
                                     into lame duck mode (ldm); the pid may
                                     be a pid file or a prefix such as 42*

      Logging options:
          -l, --log <file>           Append the log to this file instead   -l /var/log/nats.log
                                     of standard error
              --log_size_limit <n>   Put the log file aside and go on in   --log_size_limit 1048576
                                     a new one after so many bytes
          -s, --syslog               Log to the syslog of this machine     -s
          -r, --remote_syslog <url>  Log to a syslog that listens on UDP   -r udp://10.0.0.1:514
              --log_format <format>  text as nats-server writes it, or     --log_format json
                                     json, one object a line
              --audit_log <file>     Keep in this file who came, went,     --audit_log audit.jsonl
                                     was refused, and what was reloaded
          -T, --logtime              Times in the log (default: true)      -T=false
              --logtime_utc          Times in UTC, not in local time       --logtime_utc
          -D, --debug                Log debugging lines                   -D
          -V, --trace                Log every protocol line               -V
          -DV                        Both                                  -DV
          -VV                        Also those of the server's own        -VV
                                     account
          -DVV                       Debugging and all of these            -DVV
              --max_traced_msg_len <n>
                                     Cut payloads in the trace after so    --max_traced_msg_len 64
                                     many bytes (default: never)

      Authorization options:
              --user <user>          User that clients must present,       --user joe
                                     with --pass
              --pass <password>      Password of the user, or its bcrypt   --pass "$PASSWORD"
                                     hash
              --auth <token>         Token, or its bcrypt hash, that       --auth "$TOKEN"
                                     clients must present
              --auth_file <file>     Read the token, or its bcrypt hash,   --auth_file /etc/nats/token
                                     from this file, and again at each
                                     reload

      TLS options; the rest is in the configuration file:
              --tls                  Clients must use TLS                  --tls --tlscert c.pem
                                                                             --tlskey k.pem
              --tlscert <file>       Certificate of the server, PEM        --tlscert server-cert.pem
              --tlskey <file>        Its private key, PEM                  --tlskey server-key.pem
              --tlsverify            Clients must show a certificate       --tlsverify
              --tlscacert <file>     that one of these has signed, PEM     --tlscacert ca.pem

      Tokens, for the options and the file:
          nats-server token new      Make a strong token and its hash      token new
          nats-server token hash     Hash a token from standard input      token hash < token.txt

      Common options:
          -h, --help                 Show this text                        -h
              --help_tls             Show what can be said of TLS          --help_tls
          -v, --version              Show the version                      -v

      One dash or two are the same, and so are "-p 4333" and "-p=4333". A switch is turned off
      with "=false".

      Known but not built yet, and refused unless their value means "off":
      """;

  private HelpText() {}

  static String text() {
    return WHAT_WORKS
        + names(Flag.Use.OFF_ONLY)
        + """

        Accepted, and without effect until JetStream is built:
        """
        + names(Flag.Use.NO_EFFECT);
  }

  private static String names(Flag.Use use) {
    var text = new StringBuilder();
    int column = 0;
    for (Flag flag : Flag.values()) {
      if (flag.use() != use) {
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
