package io.nuncio.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.wire.ServerInfo.Tls;
import org.junit.jupiter.api.Test;

class ServerInfoTest {
  private static ServerInfo info(boolean authRequired) {
    return new ServerInfo(
        "NID", "n", "2.15.2", "nuncio", "0.0.0.0", 4222, true, authRequired, 1_048_576);
  }

  @Test
  void greetingIsTheReferenceServersByteForByte() {
    assertThat(new String(info(false).line(7, "127.0.0.1"), UTF_8))
        .isEqualTo(
            "INFO {\"server_id\":\"NID\",\"server_name\":\"n\",\"version\":\"2.15.2\",\"proto\":1,"
                + "\"go\":\"nuncio\",\"host\":\"0.0.0.0\",\"port\":4222,\"headers\":true,"
                + "\"max_payload\":1048576,\"client_id\":7,\"client_ip\":\"127.0.0.1\","
                + "\"api_lvl\":5} \r\n");
  }

  @Test
  void saysWhenAuthenticationIsRequired() {
    assertThat(new String(info(true).line(7, "127.0.0.1"), UTF_8))
        .contains("\"headers\":true,\"auth_required\":true,\"max_payload\"");
  }

  @Test
  void saysHowConnectionsAreEncrypted() {
    assertThat(new String(info(true).withTls(new Tls(true, true, false)).line(7, ""), UTF_8))
        .contains(
            "\"auth_required\":true,\"tls_required\":true,\"tls_verify\":true,\"max_payload\"");
    assertThat(new String(info(false).withTls(new Tls(false, false, true)).line(7, ""), UTF_8))
        .contains("\"headers\":true,\"tls_available\":true,\"max_payload\"");
  }

  @Test
  void whoBeginsTlsUnaskedIsToldThatItIsRequired() {
    ServerInfo optional = info(false).withTls(new Tls(false, false, true));

    assertThat(new String(optional.forThoseWhoBeginTls().line(7, ""), UTF_8))
        .contains("\"tls_required\":true,\"tls_available\":true,\"max_payload\"");
  }

  @Test
  void leavesOutAnUnknownClientAddress() {
    assertThat(new String(info(false).line(7, ""), UTF_8))
        .doesNotContain("client_ip")
        .endsWith("\"client_id\":7,\"api_lvl\":5} \r\n");
  }

  @Test
  void infoAfterTheFirstPongNamesTheAccount() {
    assertThat(new String(info(false).connectInfoLine(7, "::1", "$G"), UTF_8))
        .startsWith("INFO {\"server_id\"")
        .endsWith(
            "\"client_ip\":\"::1\",\"connect_info\":true,\"remote_account\":\"$G\",\"api_lvl\":5}"
                + " \r\n");
  }
}
