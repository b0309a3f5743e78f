package io.nuncio.config;

import io.nuncio.config.ConfigFile.Findings;
import io.nuncio.config.conf.ConfDuration;
import io.nuncio.config.conf.ConfNode;
import java.time.Duration;
import java.util.Locale;

/// The block `auth_failure_delay { after, per, min, max, loopback }`, or `off` in its place. It
/// stands at the top level or in `authorization`.
final class FailureDelayKeys {
  static final String KEY = "auth_failure_delay";

  private static final Duration LONGEST = Duration.ofHours(1);

  private final ConfigValues values;
  private final Findings findings;
  private final FailureDelay standard = FailureDelay.defaults();
  private FailureDelay delay = standard;
  private int after = standard.after();
  private Duration per = standard.per();
  private Duration min = standard.min();
  private Duration max = standard.max();
  private boolean loopback = standard.loopback();
  private boolean taken;

  FailureDelayKeys(ConfigValues values, Findings findings) {
    this.values = values;
    this.findings = findings;
  }

  /// What the file says; the defaults where it says nothing or has mistakes.
  FailureDelay delay() {
    return delay;
  }

  /// Takes the value of `key`, if it is the block.
  boolean take(String key, ConfNode node) {
    if (!key.equals(KEY)) {
      return false;
    }
    if (taken) {
      findings.mistake(
          node, KEY + " stands in the file twice: leave it in authorization or at the top level");
    }
    taken = true;
    if (node instanceof ConfNode.Map block) {
      takeBlock(block);
    } else if (isOff(node)) {
      delay = FailureDelay.off();
    } else {
      findings.mistake(node, KEY + ": expected a block { } or off");
    }
    return true;
  }

  private static boolean isOff(ConfNode node) {
    if (node instanceof ConfNode.Text text) {
      return text.value().equalsIgnoreCase("off") || text.value().equalsIgnoreCase("false");
    }
    return node instanceof ConfNode.Bool bool && !bool.value();
  }

  private void takeBlock(ConfNode.Map block) {
    for (ConfNode.Entry entry : block.entries().values()) {
      takeEntry(entry.key().toLowerCase(Locale.ROOT), entry);
    }
    if (max.compareTo(min) < 0) {
      findings.mistake(
          block,
          KEY
              + ": max ("
              + ConfDuration.text(max)
              + ") is less than min ("
              + ConfDuration.text(min)
              + ")");
    } else {
      delay = new FailureDelay(after, per, min, max, loopback);
    }
  }

  private void takeEntry(String key, ConfNode.Entry entry) {
    ConfNode node = entry.value();
    switch (key) {
      case "after" -> after = values.integerOr(KEY + ".after", node, 0, after);
      case "per" -> per = duration(key, node, per);
      case "min" -> min = duration(key, node, min);
      case "max" -> max = duration(key, node, max);
      case "loopback" -> loopback = values.isTrue(KEY + ".loopback", node, loopback);
      default ->
          findings.unknownField(
              entry, entry.key(), " (" + KEY + " has after, per, min, max and loopback)");
    }
  }

  private Duration duration(String key, ConfNode node, Duration otherwise) {
    Duration duration = values.duration(KEY + "." + key, node);
    if (duration == null) {
      return otherwise;
    }
    if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      findings.mistake(
          node,
          KEY
              + "."
              + key
              + ": expected more than zero and at most an hour; \""
              + KEY
              + ": off\" switches it off");
      return otherwise;
    }
    return duration;
  }
}
