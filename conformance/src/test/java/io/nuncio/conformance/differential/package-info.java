/// The same scripted scenarios on nats-server 2.15.2 and on the server under test, side by side,
/// and every line in which the two differ.
///
/// ```
/// scenarios/*.txt ──▶ Scenario ──▶ Stage (reference) ──▶ Observation ─┐
///                         └──────▶ Stage (ours) ───────▶ Observation ─┴▶ LineDiff ─▶ Comparison
///                                                                                        │
///                        known-differences.tsv ──▶ KnownDifferences ──explains or not────┘
/// ```
///
/// **Start at** [DifferentialIT]. A new scenario is a few lines in a file of `scenarios`; the words
/// of its script are those of [Stage]. A line that differs fails the run, unless a row of
/// `known-differences.tsv` covers it and names the words in docs/compatibility.md that explain it.
@NullMarked
package io.nuncio.conformance.differential;

import org.jspecify.annotations.NullMarked;
