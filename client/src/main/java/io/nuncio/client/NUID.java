package io.nuncio.client;

import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;

/// Identifiers of 22 letters and digits that nobody else makes: a random beginning, and a number
/// that grows by a random step.
///
/// Safe from any thread.
public final class NUID {
  private static final char[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
  private static final int BASE = 62;
  private static final int PREFIX_LENGTH = 12;
  private static final int NUMBER_LENGTH = 10;
  private static final long MOST = 839_299_365_868_340_224L; // 62^10
  private static final int LEAST_STEP = 33;
  private static final int MOST_STEP = 333;

  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock lock = new ReentrantLock();
  private char[] prefix = new char[PREFIX_LENGTH];
  private long number;
  private long step;

  /// The one that [#nextGlobal] asks; made when first needed.
  private static final class Global {
    static final NUID INSTANCE = new NUID();
  }

  /// Draws a beginning.
  public NUID() {
    renew();
  }

  private void renew() {
    char[] fresh = new char[PREFIX_LENGTH];
    for (int i = 0; i < PREFIX_LENGTH; i++) {
      fresh[i] = DIGITS[random.nextInt(BASE)];
    }
    prefix = fresh;
    number = Math.floorMod(random.nextLong(), MOST);
    step = LEAST_STEP + (long) random.nextInt(MOST_STEP - LEAST_STEP);
  }

  /// The next identifier of one source for the whole JVM.
  public static String nextGlobal() {
    return Global.INSTANCE.next();
  }

  /// The same as [#nextGlobal].
  public static String nextGlobalSequence() {
    return nextGlobal();
  }

  /// The same as [#next].
  public String nextSequence() {
    return next();
  }

  /// The next identifier.
  public String next() {
    lock.lock();
    try {
      number += step;
      if (number >= MOST) {
        renew();
      }
      char[] text = new char[PREFIX_LENGTH + NUMBER_LENGTH];
      System.arraycopy(prefix, 0, text, 0, PREFIX_LENGTH);
      long rest = number;
      for (int i = text.length - 1; i >= PREFIX_LENGTH; i--) {
        text[i] = DIGITS[(int) (rest % BASE)];
        rest /= BASE;
      }
      return new String(text);
    } finally {
      lock.unlock();
    }
  }
}
