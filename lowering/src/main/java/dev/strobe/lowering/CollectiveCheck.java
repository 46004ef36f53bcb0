package dev.strobe.lowering;

import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.CollectiveOp;
import dev.strobe.ir.op.IfOp;
import java.util.List;

/// Refuses collective ops that are not made for the number of replicas or have no operand, which
/// XLA may answer by ending the process, and those in branches, where replicas that choose
/// differently wait for ever.
record CollectiveCheck(int replicas) {
  void require(Program program) {
    for (Graph function : program.functions()) {
      nodes(function.nodes(), false);
    }
  }

  private void nodes(List<Node> nodes, boolean inBranch) {
    for (Node node : nodes) {
      if (node.op() instanceof CollectiveOp op) {
        require(op, inBranch);
      }
      boolean branches = node.op() instanceof IfOp || node.op() instanceof CaseOp;
      for (Region region : node.op().regions()) {
        nodes(region.nodes(), inBranch || branches);
      }
    }
  }

  private void require(CollectiveOp op, boolean inBranch) {
    var ignored = op.processGroups(replicas);
    if (op.operands().isEmpty()) {
      throw new InvalidOpException(
          op.name() + " requires an operand to be compiled by XLA, got none");
    }
    if (inBranch && replicas > 1) {
      throw new InvalidOpException(
          op.name()
              + " requires to be in no branch where "
              + replicas
              + " replicas run, since those that choose another one would be waited for, got one"
              + " in a branch");
    }
  }
}
