package dev.strobe.runtime.report;

import com.google.common.collect.ImmutableList;

/// One node as it stands in one or more stages.
///
/// @param key what it defines: a node that a pass changes keeps its key, one that it makes gets a
///   new one
/// @param parent the key of the node whose region holds it, or -1
/// @param function the function that holds it
/// @param location paths in the model, most often one
/// @param bytes of its results
/// @param flops estimated
/// @param operands what it reads: keys of nodes, or names of parameters after an `@`
public record NodeRow(
    int key,
    int parent,
    String function,
    String op,
    String type,
    ImmutableList<String> location,
    long bytes,
    long flops,
    ImmutableList<String> operands) {}
