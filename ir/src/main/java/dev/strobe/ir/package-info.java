/// StableHLO as immutable Java records: types, values, nodes, regions, graphs and programs.
///
/// Start with [GraphBuilder], which makes a [Graph]; everything else in Strobe reads or rewrites
/// that. The op set, attribute names and constraint labels are those of the StableHLO
/// specification. This package must not know XLA, PJRT, files, threads or models.
@NullMarked
package dev.strobe.ir;

import org.jspecify.annotations.NullMarked;
