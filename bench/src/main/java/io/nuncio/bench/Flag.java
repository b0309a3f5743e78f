package io.nuncio.bench;

/// An option of the command line.
enum Flag {
  REFERENCE(
      "--reference", "COMMAND", "the nats-server to compare with", "--reference /opt/nats-server"),
  SERVER("--server", "COMMAND", "the server to measure", "--server \"$PWD/nats-server\""),
  ALSO(
      "--also",
      "NAME=COMMAND",
      "one server more; may be repeated",
      "--also boringssl='NUNCIO_EXTENSIONS=/opt/jars ./nats-server'"),
  GOBIN(
      "--gobin",
      "FOLDER",
      "where a nats-server may be, instead of go's folder",
      "--gobin /opt/go/bin"),
  MODE("--mode", "MODE", "token, permissions or open; token unless told", "--mode permissions"),
  ROUNDS("--rounds", "NUMBER", "how often each is measured; 5 unless told", "--rounds 9"),
  ONLY("--only", "NAMES", "these workloads, or core, or more", "--only pub16,1to1-128"),
  CORE("--core", "", "the first thirteen only, the same as --only core", "--core"),
  SHORT("--short", "", "a third of the messages, 3 rounds", "--short"),
  ANYWAY("--anyway", "", "measure although the machine is busy", "--anyway"),
  OUT("--out", "FILE", "where the page goes", "--out /tmp/page.md"),
  CHART("--chart", "FILE", "where the chart goes", "--chart /tmp/chart.svg"),
  FORCE("--force", "", "write over a page and a chart that exist", "--force"),
  LIST("--list", "", "show the workloads, and end", "--list"),
  HELP("--help", "", "show this, and end", "--help");

  private final String text;
  private final String value;
  private final String meaning;
  private final String example;

  Flag(String text, String value, String meaning, String example) {
    this.text = text;
    this.value = value;
    this.meaning = meaning;
    this.example = example;
  }

  /// As it is typed.
  String text() {
    return text;
  }

  /// Whether a value belongs to it.
  boolean takesValue() {
    return !value.isEmpty();
  }

  /// Its line of the help.
  String help() {
    return "  %-22s %s%n  %-22s e.g. %s%n"
        .formatted((text + " " + value).strip(), meaning, "", example);
  }
}
