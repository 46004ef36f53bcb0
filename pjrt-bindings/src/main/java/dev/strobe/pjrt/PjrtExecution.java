package dev.strobe.pjrt;

import java.util.List;

/// What an execution gives back at once, while devices may still be working. The caller closes all
/// of it; [#close()] does so in one go.
///
/// @param outputs for each device, in the executable's order, its results
/// @param completions for each device an event for its end, if asked for
public record PjrtExecution(List<List<PjrtBuffer>> outputs, List<PjrtEvent> completions)
    implements AutoCloseable {
  public PjrtExecution {
    outputs = List.copyOf(outputs);
    completions = List.copyOf(completions);
  }

  @Override
  public void close() {
    completions.forEach(PjrtEvent::close);
    outputs.forEach(buffers -> buffers.forEach(PjrtBuffer::close));
  }
}
