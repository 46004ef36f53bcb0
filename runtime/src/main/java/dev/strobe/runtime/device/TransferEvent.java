package dev.strobe.runtime.device;

import dev.strobe.ir.TensorType;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A tensor on its way to a device or back; reading one waits for the program that makes it.
@Name("strobe.Transfer")
@Label("Transfer")
@Category("Strobe")
@StackTrace(false)
final class TransferEvent extends Event {
  @Label("Type")
  String type = "";

  @DataAmount
  @Label("Bytes")
  long bytes;

  @Label("To Device")
  boolean toDevice;

  static TransferEvent begun() {
    TransferEvent event = new TransferEvent();
    event.begin();
    return event;
  }

  void end(TensorType tensor, boolean isToDevice) {
    end();
    if (shouldCommit()) {
      type = tensor.text();
      bytes = tensor.byteSize();
      toDevice = isToDevice;
      commit();
    }
  }
}
