package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.AllGatherOp;
import dev.strobe.ir.op.AllReduceOp;
import dev.strobe.ir.op.AllToAllOp;
import dev.strobe.ir.op.CollectiveBroadcastOp;
import dev.strobe.ir.op.CollectivePermuteOp;
import dev.strobe.ir.op.CollectiveReduceOp;
import dev.strobe.ir.op.Communication;
import dev.strobe.ir.op.ReduceScatterOp;
import dev.strobe.ir.op.ReplicaGroups;
import java.util.function.Function;
import java.util.stream.LongStream;

/// What forms of collective ops mean.
final class CollectiveForms {
  private static final long MOST_IDS = 1 << 16;

  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.<String, Function<OpForm, Op>>builder()
          .put("stablehlo.all_gather", CollectiveForms::allGather)
          .put("stablehlo.all_reduce", CollectiveForms::allReduce)
          .put("stablehlo.all_to_all", CollectiveForms::allToAll)
          .put("stablehlo.collective_broadcast", CollectiveForms::broadcast)
          .put("stablehlo.collective_permute", CollectiveForms::permute)
          .put("stablehlo.collective_reduce", CollectiveForms::reduce)
          .put("stablehlo.reduce_scatter", CollectiveForms::reduceScatter)
          .buildOrThrow();

  private CollectiveForms() {}

  private static Op allGather(OpForm form) {
    long axis = form.properties().integer("all_gather_dim");
    Communication communication = communication(form);
    TensorType operand = form.requireOperandsFrom(1).operand(0).tensor();
    TensorType result = form.result(0, form.operands().size());
    long size = parts(communication, result, operand, axis);
    return new AllGatherOp(form.operands(), axis, size, communication);
  }

  private static Op allReduce(OpForm form) {
    return new AllReduceOp(form.operands(), communication(form), form.region());
  }

  private static Op allToAll(OpForm form) {
    AttributeDictionary properties = form.properties();
    return new AllToAllOp(
        form.operands(),
        properties.integer("split_dimension"),
        properties.integer("concat_dimension"),
        properties.integer("split_count"),
        communication(form));
  }

  private static Op broadcast(OpForm form) {
    boolean dynamic = form.properties().unit("has_dynamic_root");
    return new CollectiveBroadcastOp(form.operands(), communication(form), dynamic);
  }

  private static Op reduce(OpForm form) {
    boolean dynamic = form.properties().unit("has_dynamic_root");
    return new CollectiveReduceOp(form.operands(), communication(form), dynamic, form.region());
  }

  private static Op permute(OpForm form) {
    ReplicaGroups pairs = table(form.properties().require("source_target_pairs"));
    Communication.Channel channel = channel(form.properties());
    return new CollectivePermuteOp(form.requireOperands(1).operand(0), pairs, channel);
  }

  private static Op reduceScatter(OpForm form) {
    long axis = form.properties().integer("scatter_dimension");
    Communication communication = communication(form);
    TensorType operand = form.requireOperands(1).operand(0).tensor();
    long size = parts(communication, operand, form.result(), axis);
    return new ReduceScatterOp(form.operand(0), axis, size, communication, form.region());
  }

  /// How many processes a group has: what the types say, else what the groups do.
  private static long parts(
      Communication communication, TensorType whole, TensorType part, long axis) {
    boolean known = axis >= 0 && axis < Math.min(whole.rank(), part.rank());
    long from = known ? whole.dim((int) axis) : TensorType.DYNAMIC;
    long to = known ? part.dim((int) axis) : TensorType.DYNAMIC;
    boolean exact = from > 0 && to > 0 && from % to == 0;
    return exact ? from / to : communication.groups().width();
  }

  private static Communication communication(OpForm form) {
    AttributeDictionary properties = form.properties();
    return new Communication(
        table(properties.require("replica_groups")),
        channel(properties),
        properties.unit("use_global_device_ids"));
  }

  static Communication.Channel channel(AttributeDictionary properties) {
    return properties
        .take("channel_handle")
        .map(CollectiveForms::channel)
        .orElse(Communication.Channel.NONE);
  }

  private static Communication.Channel channel(Attribute attribute) {
    AttributeDictionary entries = attribute.struct("channel_handle");
    var channel = new Communication.Channel(entries.integer("handle"), entries.integer("type"));
    entries.requireEmpty("only entries of a channel handle");
    return channel;
  }

  /// `dense<[[0, 1]]> : tensor<1x2xi64>`.
  static ReplicaGroups table(Attribute attribute) {
    Literal literal = attribute.read(cursor -> LiteralSyntax.read(cursor, Resources.NONE));
    TensorType type = literal.type();
    if (type.rank() != 2
        || !type.element().isInteger()
        || type.elementCount() > MOST_IDS
        || type.dim(0) > MOST_IDS) {
      throw attribute.fail("a table of at most " + MOST_IDS + " integers");
    }
    long width = type.dim(1);
    return new ReplicaGroups(
        LongStream.range(0, type.dim(0))
            .mapToObj(
                row ->
                    ImmutableLongArray.copyOf(
                        LongStream.range(row * width, (row + 1) * width).map(literal::longAt)))
            .collect(ImmutableList.toImmutableList()));
  }
}
