package dev.strobe.tests.differential;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;

/// A program with its arguments and, for each result, how far two right runs may be apart.
record RandomProgram(
    Program program, ImmutableList<Literal> arguments, ImmutableList<Double> errors) {}
