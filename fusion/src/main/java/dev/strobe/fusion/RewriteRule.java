package dev.strobe.fusion;

import dev.strobe.ir.Node;
import dev.strobe.ir.Value;
import java.util.Optional;

/// One way to say the same with less: a pure function of a node and what defines its operands.
///
/// Exact to the last bit, NaN and the sign of zero included. Applied until nothing changes, so each
/// rule has a reason to end.
interface RewriteRule {
  /// What to read in the place of a node's only result, if the rule applies.
  Optional<Value> rewrite(Node node, Rewriting to);
}
