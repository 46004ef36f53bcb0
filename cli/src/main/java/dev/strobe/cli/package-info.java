/// The `strobe` command; no logic of its own.
///
/// Entry type: [Main], with one class a command. Results go to standard output, progress and errors
/// to standard error; exit code 0, 1 for a failure, 2 for wrong usage. Nothing depends on this
/// package but the tests.
package dev.strobe.cli;
