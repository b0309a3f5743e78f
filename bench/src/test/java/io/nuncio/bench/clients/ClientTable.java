package io.nuncio.bench.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nuncio.testkit.Await;
import io.nuncio.testkit.ServerProcess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures jnats and our client against the same server, in turns, each in JVMs of its own, and
/// prints a table: `./mvnw verify -Pclients -pl bench -am`.
///
/// Figures are medians of the rounds. Processor time is that of the client's whole JVM, compiler
/// and garbage collection included, after two runs to warm up.
final class ClientTable {
  private static final String[] CLIENTS = {"jnats", "nuncio"};
  private static final String TOKEN = "mytoken";
  private static final int MESSAGES = 1_000_000;
  private static final int BODY_BYTES = 128;
  private static final Duration[] AWAY = {Duration.ZERO, Duration.ofSeconds(3)};

  private final List<String> command;
  private final int rounds;
  private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();
  private ServerProcess server;

  private ClientTable(List<String> command, int rounds) {
    this.command = command;
    this.rounds = rounds;
    this.server = ServerProcess.start(command, "--auth", TOKEN);
  }

  /// Measures and prints.
  ///
  /// @param arguments the server's program, and how many rounds
  public static void main(String[] arguments) throws Exception {
    ClientTable table = new ClientTable(List.of(arguments[0]), Integer.parseInt(arguments[1]));
    try {
      table.measure();
    } finally {
      table.server.close();
    }
    table.print();
  }

  private void measure() throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (String client : CLIENTS) {
        System.out.printf("round %d of %d: %s%n", round + 1, rounds, client);
        measure(client);
      }
    }
  }

  private String url(String token) {
    return "nats://" + token + "@" + ServerProcess.HOST + ":" + server.port();
  }

  private void note(String client, String figure, double value) {
    figures
        .computeIfAbsent(figure, name -> new LinkedHashMap<>())
        .computeIfAbsent(client, name -> new ArrayList<>())
        .add(value);
  }

  private void measure(String client) throws Exception {
    List<Path> jars = Child.jars(client);
    note(client, "jars on the class path", jars.size());
    note(client, "kB on the class path", Child.bytes(jars) / 1000.0);
    try (Child child = new Child(client, url(TOKEN), url("wrong"))) {
      String[] threads = child.ask("threads").split(" ", -1);
      note(client, "threads, idle, one dispatcher", Double.parseDouble(threads[0]));
      note(client, "and for virtual threads, JVM-wide", Double.parseDouble(threads[1]));
      note(client, "refusal of a token, first, ms", Double.parseDouble(child.ask("refuse")));
      note(client, "refusal of a token, second, ms", Double.parseDouble(child.ask("refuse")));
      measureMessages(client, child);
    }
    for (Duration away : AWAY) {
      measureReconnect(client, away);
    }
  }

  private void measureMessages(String client, Child child) throws Exception {
    String published = "";
    String received = "";
    for (int run = 0; run < 3; run++) {
      published = child.ask("publish " + MESSAGES);
      child.tell("receive " + MESSAGES);
      child.expect("ready");
      send();
      received = child.answer();
    }
    noteMessages(client, "published", published);
    noteMessages(client, "received", received);
  }

  private void noteMessages(String client, String what, String answer) {
    String[] values = answer.split(" ", -1);
    note(client, "CPU ns per message " + what, Double.parseDouble(values[0]));
    note(client, "bytes allocated per message " + what, Double.parseDouble(values[1]));
  }

  /// Publishes what the client is to receive, without a client.
  private void send() throws IOException {
    byte[] frame =
        ("PUB in " + BODY_BYTES + "\r\n" + "x".repeat(BODY_BYTES) + "\r\n").getBytes(US_ASCII);
    byte[] many = new byte[frame.length * 1_000];
    for (int i = 0; i < 1_000; i++) {
      System.arraycopy(frame, 0, many, i * frame.length, frame.length);
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      out.write(
          ("CONNECT {\"verbose\":false,\"auth_token\":\"" + TOKEN + "\"}\r\n").getBytes(US_ASCII));
      for (int i = 0; i < MESSAGES / 1_000; i++) {
        out.write(many);
      }
      out.write("PING\r\n".getBytes(US_ASCII));
      awaitPong(in);
    }
  }

  private static void awaitPong(BufferedInputStream in) throws IOException {
    int matched = 0;
    byte[] pong = "\nPONG\r\n".getBytes(US_ASCII);
    while (matched < pong.length) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server closed the connection of the publisher");
      }
      matched = next == pong[matched] ? matched + 1 : next == pong[0] ? 1 : 0;
    }
  }

  private void measureReconnect(String client, Duration away) throws Exception {
    int port = server.port();
    try (Child child = new Child(client, url(TOKEN), url("wrong"))) {
      server.close();
      Await.pass(away);
      server = ServerProcess.startOnPort(command, port, "--auth", TOKEN);
      long listening = System.nanoTime();
      child.expect("reconnected");
      double millis = (System.nanoTime() - listening) / 1e6;
      String figure = "connected again after the server was away " + away.toSeconds() + " s, ms";
      note(client, figure, Math.max(0, millis));
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length % 2 == 1
        ? sorted[sorted.length / 2]
        : Arrays.stream(sorted, sorted.length / 2 - 1, sorted.length / 2 + 1).average().orElse(0);
  }

  private void print() {
    System.out.println();
    System.out.println("| | jnats | Nuncio | ratio |");
    System.out.println("|---|---:|---:|---:|");
    figures.forEach((figure, byClient) -> {
      double theirs = median(byClient.getOrDefault(CLIENTS[0], List.of(0.0)));
      double ours = median(byClient.getOrDefault(CLIENTS[1], List.of(0.0)));
      System.out.printf(
          Locale.ROOT,
          "| %s | %,.1f | %,.1f | %s |%n",
          figure,
          theirs,
          ours,
          theirs == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / theirs));
    });
  }
}
