package dev.strobe.pjrt;

import dev.strobe.pjrt.raw.PJRT_Buffer_IsDeleted_Args;
import java.util.ArrayList;
import java.util.List;

/// The arguments of one execution: checked against the program's signature, held while the plugin
/// reads them, and marked as given away where the program consumes them.
final class ArgumentClaim {
  private final ProgramArguments expected;
  private final List<List<PjrtBuffer>> arguments;
  private final ExecuteOptions options;
  private final List<PjrtBuffer> donated = new ArrayList<>();
  private int heldLists;
  private int heldInLastList;

  private ArgumentClaim(
      ProgramArguments expected, List<List<PjrtBuffer>> arguments, ExecuteOptions options) {
    this.expected = expected;
    this.arguments = arguments;
    this.options = options;
  }

  /// Claims the arguments and writes them to `frame`; on an exception nothing is claimed.
  ///
  /// @param arguments for each of `devices` its list
  static ArgumentClaim take(
      ProgramArguments expected,
      List<List<PjrtBuffer>> arguments,
      List<PjrtDevice> devices,
      ExecuteOptions options,
      ExecuteFrame frame) {
    ArgumentClaim claim = new ArgumentClaim(expected, arguments, options);
    try {
      for (int device = 0; device < devices.size(); device++) {
        claim.donate(arguments.get(device), devices.get(device));
        claim.hold(device, devices.get(device), frame);
      }
      return claim;
    } catch (RuntimeException e) {
      claim.undonate();
      claim.release();
      throw e;
    }
  }

  /// Consumed arguments go first: any other use of one of them in this call is then seen.
  private void donate(List<PjrtBuffer> list, PjrtDevice device) {
    expected.requireCount(list.size());
    for (int index : expected.donated()) {
      if (options.nonDonatable().contains(index)) {
        continue;
      }
      PjrtBuffer buffer = expected.require(list.get(index), index, device);
      if (buffer.isPinned()) {
        throw expected.refuse(index, "an unpinned buffer, since it is donated", "a pinned one");
      }
      if (!buffer.donate()) {
        throw notLive(list, index);
      }
      donated.add(buffer);
    }
  }

  private void hold(int device, PjrtDevice place, ExecuteFrame frame) {
    List<PjrtBuffer> list = arguments.get(device);
    heldLists = device;
    heldInLastList = 0;
    for (int index = 0; index < list.size(); index++) {
      PjrtBuffer buffer = list.get(index);
      if (!isDonated(index)) {
        expected.require(buffer, index, place);
        if (!buffer.isLive()) {
          throw notLive(list, index);
        }
      }
      frame.argument(device, index, buffer.handle().acquire());
      heldInLastList++;
    }
  }

  private boolean isDonated(int index) {
    return expected.isDonated(index) && !options.nonDonatable().contains(index);
  }

  private IllegalArgumentException notLive(List<PjrtBuffer> list, int index) {
    PjrtBuffer buffer = list.get(index);
    for (int other = 0; other < list.size(); other++) {
      if (other != index && list.get(other) == buffer && donated.contains(buffer)) {
        return expected.refuse(
            index, "a buffer of its own", "the one that is donated as argument " + other);
      }
    }
    return expected.refuse(index, "a live buffer", "a " + buffer.contentState() + " one");
  }

  /// Lets the plugin's hold on the arguments end; what was donated stays given away.
  void release() {
    for (int device = 0; device <= heldLists && device < arguments.size(); device++) {
      List<PjrtBuffer> list = arguments.get(device);
      int held = device < heldLists ? list.size() : heldInLastList;
      for (int index = 0; index < held; index++) {
        list.get(index).handle().release();
      }
    }
  }

  /// Takes the donations back before the plugin saw them.
  private void undonate() {
    donated.forEach(PjrtBuffer::undonate);
  }

  /// Takes the donations back that a failed execution left alone, before they are released.
  void undonateLeftAlone() {
    for (PjrtBuffer buffer : donated) {
      boolean gone =
          buffer
              .handle()
              .askAcquired(Slot.BUFFER_IS_DELETED, PJRT_Buffer_IsDeleted_Args::is_deleted);
      if (!gone) {
        buffer.undonate();
      }
    }
  }
}
