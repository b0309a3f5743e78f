package io.nuncio.cli.outside;

import java.util.random.RandomGenerator;

/// The machine, as a command sees it.
///
/// @param random fills identifiers and random text; not for secrets
public record Outside(
    Environment environment, Terminal terminal, Time time, RandomGenerator random) {}
