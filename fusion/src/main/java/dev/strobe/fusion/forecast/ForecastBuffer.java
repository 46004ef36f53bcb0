package dev.strobe.fusion.forecast;

import dev.strobe.fusion.memory.Buffer;
import dev.strobe.ir.Node;
import java.util.OptionalLong;

/// Memory that a program will need for some of its steps.
///
/// @param writer the node that fills it first
/// @param offset in the arena, absent for a result's memory, which is the caller's
public record ForecastBuffer(Buffer buffer, Node writer, OptionalLong offset) {}
