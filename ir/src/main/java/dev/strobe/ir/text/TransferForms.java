package dev.strobe.ir.text;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AsyncDoneOp;
import dev.strobe.ir.op.AsyncStartOp;
import dev.strobe.ir.op.InfeedOp;
import dev.strobe.ir.op.OutfeedOp;
import dev.strobe.ir.op.RecvOp;
import dev.strobe.ir.op.ReplicaGroups;
import dev.strobe.ir.op.SendOp;
import dev.strobe.ir.op.Transfer;
import java.util.function.Function;

/// What forms of ops mean that wait for another process, the host or an op in the background.
final class TransferForms {
  static final ImmutableMap<String, Function<OpForm, Op>> READERS =
      ImmutableMap.of(
          "stablehlo.async_done", form -> new AsyncDoneOp(form.requireOperands(1).operand(0)),
          "stablehlo.async_start", form -> new AsyncStartOp(form.operands(), form.region()),
          "stablehlo.infeed", TransferForms::infeed,
          "stablehlo.outfeed", TransferForms::outfeed,
          "stablehlo.recv", TransferForms::recv,
          "stablehlo.send", TransferForms::send);

  private TransferForms() {}

  private static Op infeed(OpForm form) {
    ImmutableList<ImmutableLongArray> layout =
        form.properties()
            .take("layout")
            .map(each -> each.read(cursor -> cursor.list("[", "]", TransferForms::axes)))
            .orElse(ImmutableList.of());
    return new InfeedOp(
        form.requireOperands(1).operand(0),
        config(form, "infeed_config"),
        layout,
        form.signature().results());
  }

  private static ImmutableLongArray axes(Cursor cursor) {
    return ImmutableLongArray.copyOf(
        cursor.list(
            "[",
            "]",
            each -> {
              long axis = each.integer();
              if (each.tryTake(":")) {
                each.word("an integer type");
              }
              return axis;
            }));
  }

  private static String config(OpForm form, String name) {
    return form.properties().take(name).map(Attribute::string).orElse("");
  }

  private static Op outfeed(OpForm form) {
    return new OutfeedOp(inputs(form), token(form), config(form, "outfeed_config"));
  }

  private static Op send(OpForm form) {
    return new SendOp(inputs(form), token(form), transfer(form));
  }

  private static Op recv(OpForm form) {
    Value token = form.requireOperands(1).operand(0);
    return new RecvOp(token, transfer(form), form.signature().results());
  }

  private static ImmutableList<Value> inputs(OpForm form) {
    return form.requireOperandsFrom(1).operands().subList(0, form.operands().size() - 1);
  }

  private static Value token(OpForm form) {
    return form.operands().getLast();
  }

  private static Transfer transfer(OpForm form) {
    AttributeDictionary properties = form.properties();
    ReplicaGroups pairs =
        properties
            .take("source_target_pairs")
            .map(CollectiveForms::table)
            .orElse(new ReplicaGroups(ImmutableList.of()));
    return new Transfer(
        CollectiveForms.channel(properties), properties.flag("is_host_transfer"), pairs);
  }
}
