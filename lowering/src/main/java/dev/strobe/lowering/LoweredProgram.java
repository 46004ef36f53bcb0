package dev.strobe.lowering;

import dev.strobe.ir.Program;

/// What a plugin is given, and the program that it says.
///
/// @param program the legalised program
/// @param text its StableHLO text, PJRT's program format `mlir`
/// @param options compile options for its replicas and one partition
public record LoweredProgram(Program program, String text, CompileOptions options) {}
