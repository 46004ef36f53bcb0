package dev.strobe.ir;

/// How a value is laid over devices, kept as the MLIR attribute text that was read or set.
///
/// @param attribute the attribute's name, such as `sdy.sharding` or `mhlo.sharding`
/// @param text its value as MLIR text
public record Sharding(String attribute, String text) {}
