package io.nuncio.config;

import io.nuncio.config.ClientProtocol.WriteTimeout;
import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfNode;
import java.util.Locale;

/// The keys about how the server speaks with its clients, by how many event loops, and about what
/// it reports.
final class ProtocolKeys {
  private static final ClientProtocol PROTOCOL = ClientProtocol.defaults();

  /// More than any machine has cores for.
  private static final int MOST_LOOPS = 1024;

  private static final Reports REPORTS = Reports.defaults();

  private final ConfigValues values;
  private final Findings findings;
  private boolean headers = PROTOCOL.headers();
  private boolean proxyProtocol = PROTOCOL.proxyProtocol();
  private boolean stallFastProducers = PROTOCOL.stallFastProducers();
  private boolean matchCache = PROTOCOL.matchCache();
  private WriteTimeout writeTimeout = PROTOCOL.writeTimeout();
  private int loops;
  private int maxClosedClients = REPORTS.maxClosedClients();
  private int connectErrors = REPORTS.connectErrors();
  private int reconnectErrors = REPORTS.reconnectErrors();

  ProtocolKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  /// Takes the value of `key`, if it is one of these.
  boolean take(String key, ConfNode node) {
    return takeProtocol(key, node) || takeReport(key, node);
  }

  private boolean takeProtocol(String key, ConfNode node) {
    switch (key) {
      case "no_header_support" -> headers = !values.isTrue(key, node, !headers);
      case "proxy_protocol" -> proxyProtocol = values.isTrue(key, node, proxyProtocol);
      case "no_fast_producer_stall" ->
          stallFastProducers = !values.isTrue(key, node, !stallFastProducers);
      case "disable_sublist_cache", "no_sublist_cache" ->
          matchCache = !values.isTrue(key, node, !matchCache);
      case "write_timeout" -> writeTimeout = writeTimeout(key, node);
      case "loops" -> {
        Integer number = values.integer(key, node, 1, MOST_LOOPS);
        loops = number == null ? loops : number;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private WriteTimeout writeTimeout(String key, ConfNode node) {
    String text = values.text(key, node);
    if (text == null) {
      return writeTimeout;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "default", "close" -> WriteTimeout.CLOSE;
      case "retry" -> WriteTimeout.RETRY;
      default -> {
        findings.mistake(node, key + ": expected default, close or retry");
        yield writeTimeout;
      }
    };
  }

  private boolean takeReport(String key, ConfNode node) {
    switch (key) {
      case "max_closed_clients" ->
          maxClosedClients = values.integerOr(key, node, 0, maxClosedClients);
      case "connect_error_reports" -> connectErrors = values.integerOr(key, node, 1, connectErrors);
      case "reconnect_error_reports" ->
          reconnectErrors = values.integerOr(key, node, 1, reconnectErrors);
      default -> {
        return false;
      }
    }
    return true;
  }

  ClientProtocol protocol() {
    return new ClientProtocol(headers, proxyProtocol, stallFastProducers, writeTimeout, matchCache);
  }

  /// 0 if the choice is left to the server.
  int loops() {
    return loops;
  }

  Reports reports() {
    return new Reports(maxClosedClients, connectErrors, reconnectErrors);
  }
}
