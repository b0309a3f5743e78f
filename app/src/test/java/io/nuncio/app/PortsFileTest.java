package io.nuncio.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsFileTest {
  @TempDir Path folder;

  private static List<PortsFile.Listener> clients(String host, int port) {
    return List.of(PortsFile.Listener.clients(false, host, port));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::1, [::1]"})
  void namesTheAddressAndIsGoneAfterwards(String host, String inUrl) throws IOException {
    PortsFile ports = Objects.requireNonNull(PortsFile.write(folder, clients(host, 4333)));

    Path file = folder.resolve("nats-server_" + ProcessHandle.current().pid() + ".ports");
    assertThat(file).hasContent("{\"nats\":[\"nats://" + inUrl + ":4333\"]}");
    assertThat(children()).isEqualTo(1);

    ports.remove();
    assertThat(children()).isZero();
  }

  @Test
  void namesTheMonitoringPortBehindThatOfTheClients() throws IOException {
    PortsFile.write(
        folder,
        List.of(
            PortsFile.Listener.clients(true, "127.0.0.1", 4333),
            PortsFile.Listener.monitoring(true, "::1", 8333)));

    Path file = folder.resolve("nats-server_" + ProcessHandle.current().pid() + ".ports");
    assertThat(file)
        .hasContent(
            "{\"nats\":[\"tls://127.0.0.1:4333\"],\"monitoring\":[\"https://[::1]:8333\"]}");
  }

  @Test
  void namesEachAddressOfTheMachineForEveryInterface() throws IOException {
    PortsFile.write(folder, clients("0.0.0.0", 4333));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(Files.readString(files.findFirst().orElseThrow()))
          .startsWith("{\"nats\":[\"nats://127.0.0.1:4333\"")
          .doesNotContain("%", "0.0.0.0");
    }
  }

  @Test
  void saysWhichFileCannotBeWritten() {
    Path missing = folder.resolve("missing");

    assertThatIOException()
        .isThrownBy(() -> PortsFile.write(missing, clients("127.0.0.1", 1)))
        .withMessage(
            "Error writing ports file (%s): no such file or directory",
            missing.resolve("nats-server_" + ProcessHandle.current().pid() + ".ports"));
  }

  @Test
  void nobodyAsksNothingIsWritten() throws IOException {
    assertThat(PortsFile.write(null, clients("127.0.0.1", 1))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.2, 192.0.2.2",
    "::, [::]",
    "fe80::fc:ff:fe00:1, [fe80::fc:ff:fe00:1]",
    "fd00:0:0:0:0:0:0:2, [fd00::2]",
    "1:0:2:0:0:3:0:0, [1:0:2::3:0:0]",
    "1:2:3:4:5:6:0:8, [1:2:3:4:5:6:0:8]",
    "1:2:3:4:5:6:0:0, [1:2:3:4:5:6::]",
    "0:0:3:4:5:6:7:8, [::3:4:5:6:7:8]",
  })
  void shortensAddressesAsOthersDo(String address, String inUrl) throws IOException {
    assertThat(AddressText.inUrl(InetAddress.getByName(address))).isEqualTo(inUrl);
  }

  private long children() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
