package io.nuncio.app;

import io.nuncio.server.events.Level;
import java.time.Instant;

/// What was logged, and when.
record LogLine(Instant time, Level level, String text) {}
