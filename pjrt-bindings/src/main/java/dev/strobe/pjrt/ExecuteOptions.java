package dev.strobe.pjrt;

import java.util.Optional;
import java.util.Set;

/// How to execute once.
///
/// @param nonDonatable parameters whose buffers are kept although the program would consume them;
///   the plugin copies them instead
/// @param launchId a number that all processes of one launch share, 0 for none
/// @param device where to run a program that was compiled for no particular device
/// @param completionEvents whether to make an event for the end of the execution on each device; it
///   costs a microsecond or more, and awaiting an output does as well
public record ExecuteOptions(
    Set<Integer> nonDonatable,
    int launchId,
    Optional<PjrtDevice> device,
    boolean completionEvents) {
  private static final ExecuteOptions DEFAULTS =
      new ExecuteOptions(Set.of(), 0, Optional.empty(), false);

  public ExecuteOptions {
    nonDonatable = Set.copyOf(nonDonatable);
  }

  /// Donates what the program consumes, runs where it was compiled for, makes no events.
  public static ExecuteOptions defaults() {
    return DEFAULTS;
  }

  public ExecuteOptions withNonDonatable(Set<Integer> parameters) {
    return new ExecuteOptions(parameters, launchId, device, completionEvents);
  }

  public ExecuteOptions withLaunchId(int id) {
    return new ExecuteOptions(nonDonatable, id, device, completionEvents);
  }

  public ExecuteOptions withDevice(PjrtDevice target) {
    return new ExecuteOptions(nonDonatable, launchId, Optional.of(target), completionEvents);
  }

  public ExecuteOptions withCompletionEvents() {
    return new ExecuteOptions(nonDonatable, launchId, device, true);
  }
}
