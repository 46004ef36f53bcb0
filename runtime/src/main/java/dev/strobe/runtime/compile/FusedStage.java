package dev.strobe.runtime.compile;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Program;

/// A program as one pass left it.
///
/// @param reports what the pass did, one a function
public record FusedStage(String pass, Program program, ImmutableList<PassReport> reports) {}
