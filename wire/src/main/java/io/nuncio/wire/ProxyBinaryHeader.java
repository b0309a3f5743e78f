package io.nuncio.wire;

import io.nuncio.wire.ProxyHeader.Incomplete;
import io.nuncio.wire.ProxyHeader.Local;
import io.nuncio.wire.ProxyHeader.Malformed;
import io.nuncio.wire.ProxyHeader.Proxied;

/// Version 2 of the PROXY protocol: binary.
///
/// ```
/// 0           12      13       14       16
/// ├ signature ┼───────┼────────┼────────┼──────────────────────────────────────────┬─────────┐
/// │           │0x20 + │family, │ length │ source, destination, source port,        │ ignored │
/// │           │command│protocol│ behind │ destination port: 12 bytes IPv4, 36 IPv6 │         │
/// └───────────┴───────┴────────┴────────┴──────────────────────────────────────────┴─────────┘
/// ```
final class ProxyBinaryHeader {
  static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

  private static final int FIXED_BYTES = 16;
  private static final int VERSION = 2;
  private static final int LOCAL = 0;
  private static final int PROXY = 1;
  private static final int UNSPECIFIED = 0;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int STREAM = 1;

  private ProxyBinaryHeader() {}

  /// Reads what begins as [#SIGNATURE] does.
  static ProxyHeader read(byte[] buffer, int from, int to) {
    int known = Math.min(to - from, SIGNATURE.length);
    for (int i = 0; i < known; i++) {
      if (buffer[from + i] != SIGNATURE[i]) {
        return malformed("the signature's byte " + hex(SIGNATURE[i]), hex(buffer[from + i]));
      }
    }
    if (to - from < FIXED_BYTES) {
      return new Incomplete();
    }
    int version = (buffer[from + 12] & 0xf0) >> 4;
    int command = buffer[from + 12] & 0x0f;
    int behind = (buffer[from + 14] & 255) << 8 | (buffer[from + 15] & 255);
    if (version != VERSION) {
      return malformed("version 2", "version " + version);
    }
    return switch (command) {
      case LOCAL -> new Local(FIXED_BYTES + behind);
      case PROXY -> proxied(buffer, from, to, behind);
      default -> malformed("command 0 or 1", "command " + command);
    };
  }

  private static ProxyHeader proxied(byte[] buffer, int from, int to, int behind) {
    int family = (buffer[from + 13] & 0xf0) >> 4;
    int protocol = buffer[from + 13] & 0x0f;
    if (protocol != STREAM) {
      return malformed("a stream (1)", "transport " + protocol);
    }
    return switch (family) {
      case UNSPECIFIED -> new Local(FIXED_BYTES + behind);
      case IPV4 -> source(buffer, from, to, behind, 4);
      case IPV6 -> source(buffer, from, to, behind, 16);
      default -> malformed("address family 0, 1 or 2", "family " + family);
    };
  }

  private static ProxyHeader source(byte[] buffer, int from, int to, int behind, int ipBytes) {
    int needed = 2 * ipBytes + 4;
    if (behind < needed) {
      return malformed(needed + " bytes of addresses", behind + " bytes");
    }
    if (to - from < FIXED_BYTES + needed) {
      return new Incomplete();
    }
    int at = from + FIXED_BYTES;
    int portAt = at + 2 * ipBytes;
    int port = (buffer[portAt] & 255) << 8 | (buffer[portAt + 1] & 255);
    return new Proxied(IpAddress.of(buffer, at, ipBytes), port, FIXED_BYTES + behind);
  }

  private static Malformed malformed(String expected, String got) {
    return new Malformed("expected " + expected + ", got " + got);
  }

  private static String hex(byte value) {
    return "0x" + Integer.toHexString(value & 255);
  }
}
