/// A NATS server for each test class or method, and clients of it as parameters.
///
/// **Start at** [NuncioTest]; [NuncioExtension] is for tests that describe their server in code, or
/// need it where JUnit passes no parameters.
///
/// Only what JUnit 5.10 and JUnit 6 both have is used, so that the same jar works with either.
@NullMarked
package io.nuncio.junit;

import org.jspecify.annotations.NullMarked;
