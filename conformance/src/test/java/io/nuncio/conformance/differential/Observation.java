package io.nuncio.conformance.differential;

import java.util.List;

/// What a scenario showed on one server, made comparable, each line beginning with its source.
///
/// @param lines in the order of the script, then exit status, output, log
/// @param trouble steps that did not come to an end
record Observation(List<String> lines, List<String> trouble) {}
