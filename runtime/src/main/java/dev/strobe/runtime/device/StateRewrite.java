package dev.strobe.runtime.device;

/// An instruction of an optimised program that writes all of a state anew.
///
/// @param parameter the state's index among the parameters
/// @param opcode `copy` or `convert`
/// @param instruction its name
public record StateRewrite(int parameter, String opcode, String instruction) {}
