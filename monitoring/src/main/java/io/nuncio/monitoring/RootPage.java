package io.nuncio.monitoring;

import io.nuncio.server.snapshot.ServerSnapshot;
import java.time.Duration;

/// `/`: the numbers that matter, and where the others are, for a person. Without scripts.
final class RootPage {
  private static final String[][] LINKS = {
    {"varz", "General"},
    {"connz", "Connections"},
    {"connz?state=closed", "Closed connections"},
    {"subsz", "Subscriptions"},
    {"accountz", "Accounts"},
    {"accstatz", "Account statistics"},
    {"healthz", "Health"},
    {"metrics", "Metrics for Prometheus"},
    {"routez", "Routes"},
    {"gatewayz", "Gateways"},
    {"leafz", "Leaf nodes"},
    {"jsz", "JetStream"},
  };

  private RootPage() {}

  static void write(ServerSnapshot server, String basePath, Body body) {
    String name = escaped(server.identity().name());
    var page = new StringBuilder(2048);
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>")
        .append(name)
        .append("</title></head>\n<body>\n<h1>")
        .append(name)
        .append("</h1>\n<table>\n");
    row(page, "Version", server.identity().version());
    row(page, "Software", server.identity().software());
    row(page, "Uptime", GoText.uptime(Duration.between(server.start(), server.now())));
    row(page, "Connections", server.connections() + " (" + server.totalConnections() + " so far)");
    row(page, "Subscriptions", server.subscriptions());
    row(page, "Messages in", server.traffic().inMessages());
    row(page, "Messages out", server.traffic().outMessages());
    row(page, "Slow consumers", Varz.slowConsumers(server));
    row(page, "Pending bytes", server.memory().heldBytes());
    page.append("</table>\n<ul>\n");
    for (String[] link : LINKS) {
      page.append("<li><a href=\"")
          .append(escaped(basePath + "/" + link[0]))
          .append("\">")
          .append(link[1])
          .append("</a></li>\n");
    }
    body.append(page.append("</ul>\n</body>\n</html>\n"));
  }

  private static void row(StringBuilder page, String name, Object value) {
    page.append("<tr><th>")
        .append(name)
        .append("</th><td>")
        .append(escaped(String.valueOf(value)))
        .append("</td></tr>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
