package dev.strobe.runtime.report;

import com.google.common.primitives.ImmutableIntArray;

/// A program at one stage: what it holds, as indices into the report's nodes, in order.
///
/// @param name `built`, the name of the pass that it comes from, or `lowered`
public record StageRow(String name, ImmutableIntArray nodes) {}
