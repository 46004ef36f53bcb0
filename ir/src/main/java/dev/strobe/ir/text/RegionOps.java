package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.op.CaseOp;
import dev.strobe.ir.op.IfOp;
import dev.strobe.ir.op.MapOp;
import dev.strobe.ir.op.SortOp;
import dev.strobe.ir.op.WhileOp;
import java.util.function.Function;

/// What forms of ops that choose bodies, or run them on elements, mean.
final class RegionOps {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.of(
          "stablehlo.case", RegionOps::caseOf,
          "stablehlo.if", RegionOps::ifElse,
          "stablehlo.map", RegionOps::map,
          "stablehlo.sort", RegionOps::sort,
          "stablehlo.while", RegionOps::whileLoop);

  private RegionOps() {}

  private static Op caseOf(OpForm form) {
    return new CaseOp(form.requireOperands(1).operand(0), form.regions());
  }

  private static Op ifElse(OpForm form) {
    ImmutableList<Region> branches = form.requireRegions(2);
    return new IfOp(form.requireOperands(1).operand(0), branches.get(0), branches.get(1));
  }

  private static Op map(OpForm form) {
    return new MapOp(form.operands(), form.properties().longs("dimensions"), form.region());
  }

  private static Op sort(OpForm form) {
    AttributeDictionary properties = form.properties();
    long dimension = properties.take("dimension").map(Attribute::integer).orElse(-1L);
    return new SortOp(form.operands(), dimension, properties.flag("is_stable"), form.region());
  }

  private static Op whileLoop(OpForm form) {
    ImmutableList<Region> both = form.requireRegions(2);
    return new WhileOp(form.operands(), both.get(0), both.get(1));
  }
}
