package io.nuncio.app.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Another configuration was wanted.
@Name("io.nuncio.Reload")
@Label("Reload")
@Description("Another configuration was wanted")
@Category("Nuncio")
@StackTrace(false)
final class Reload extends Event {
  @Label("Accepted")
  @Description("Whether it holds now, all of it; else nothing has changed")
  final boolean accepted;

  @Label("Details")
  @Description("What changed, or why it was refused, a sentence a line")
  final String details;

  Reload(boolean accepted, String details) {
    this.accepted = accepted;
    this.details = details;
  }
}
