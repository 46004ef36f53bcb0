package dev.strobe.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strobe.artifacts.PluginLocator;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceDetails;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `strobe devices`: the plugin that would be used, and the device behind it.
@Command(
    name = "devices",
    description =
        "Shows the PJRT plugin that is used, who chose it, its device, versions and limits.")
final class DevicesCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--plugin", paramLabel = "PATH", description = "Look at this plugin instead.")
  private @Nullable Path plugin;

  /// What is known of one device; fields are only ever added.
  record Entry(
      String plugin,
      @JsonProperty("chosen_by") String chosenBy,
      String description,
      String platform,
      @JsonProperty("element_types") List<String> elementTypes,
      String kind,
      @JsonProperty("pjrt_version") String pjrtVersion,
      @JsonProperty("platform_version") String platformVersion,
      Map<String, String> attributes,
      int extensions,
      int processors,
      @JsonProperty("memory_limit_bytes") @Nullable Long memoryLimit) {
    static Entry of(PluginLocator.Choice choice, Device device) {
      DeviceDetails details = device.details();
      OptionalLong limit = details.memoryLimit();
      return new Entry(
          choice.path().toString(),
          choice.chosenBy(),
          device.description(),
          device.target().platform(),
          device.target().elementTypes().stream().map(Object::toString).toList(),
          details.kind(),
          details.pjrtVersion(),
          details.platformVersion(),
          details.attributes(),
          details.extensions(),
          details.processors(),
          limit.isPresent() ? limit.getAsLong() : null);
    }

    void print(PrintWriter out) {
      out.println(description);
      out.println("  plugin " + plugin + ", chosen by " + chosenBy);
      out.println("  PJRT C API " + pjrtVersion + ", " + extensions + " extensions");
      attributes.forEach((name, value) -> out.println("  " + name + " " + value));
      out.println("  " + processors + " processors");
      if (memoryLimit != null) {
        out.println("  memory " + memoryLimit / 1_000_000 + " MB at most");
      }
      out.println("  element types " + String.join(" ", elementTypes));
    }
  }

  @Override
  public Integer call() {
    PluginLocator.Choice choice =
        ArtifactsOnDemand.of(main).plugin(Optional.ofNullable(plugin).map(Path::toString));
    PrintWriter out = spec.commandLine().getOut();
    try (Device device = Device.open(choice.path())) {
      Entry entry = Entry.of(choice, device);
      if (json) {
        out.println(Json.text(Map.of("devices", List.of(entry))));
      } else {
        entry.print(out);
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
