/// The ops of the `chlo` dialect, which JAX and PyTorch export, as the StableHLO that computes
/// them. No op of that dialect is ever part of a graph: whoever reads one adds what is made here
/// instead. Begin with `ChloFunctions`.
@NullMarked
package dev.strobe.ir.chlo;

import org.jspecify.annotations.NullMarked;
