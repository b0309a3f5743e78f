package io.nuncio.app;

import java.net.InetAddress;

/// Internet addresses as URLs have them.
final class AddressText {
  private static final int IPV4_BYTES = 4;
  private static final int GROUPS = 8;

  private AddressText() {}

  /// Without the zone; one of IPv6 in brackets, and shortened as RFC 5952 says.
  static String inUrl(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == IPV4_BYTES ? address.getHostAddress() : "[" + shortened(bytes) + "]";
  }

  private static String shortened(byte[] bytes) {
    var groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int gap = GROUPS;
    int gapLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zerosAt(groups, i);
      if (zeros > gapLength) {
        gap = i;
        gapLength = zeros;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        text.append(i == 0 || i == gap + gapLength ? "" : ":")
            .append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int zerosAt(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }
}
