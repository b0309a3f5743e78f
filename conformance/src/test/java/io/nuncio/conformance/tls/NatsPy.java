package io.nuncio.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuncio.conformance.interop.Workplace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// nats-py, by `interop/python/encrypted.py`.
final class NatsPy implements OfficialClient {
  @Override
  public String talk(Introduction introduction) throws IOException, InterruptedException {
    var workplace = Workplace.of("python");
    workplace.requireTools();
    workplace.prepare();
    List<String> command = new ArrayList<>(List.of("venv/bin/python", "encrypted.py"));
    command.add(Integer.toString(introduction.port()));
    command.add(introduction.subject());
    introduction.options().forEach((name, value) -> command.add(name + "=" + value));

    var output = workplace.run(command);

    assertThat(output.lines()).as(output::text).hasSize(1);
    return output.lines().getFirst();
  }
}
