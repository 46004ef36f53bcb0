package dev.strobe.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.strobe.runtime.Generation;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.device.MemoryReport;
import dev.strobe.runtime.engine.ProgramReport;

/// What `generate --json` prints; fields are only ever added.
record GenerationJson(
    String model,
    @JsonProperty("prompt_ids") int[] promptIds,
    int[] ids,
    String text,
    @JsonProperty("finish_reason") String finishReason,
    TimingsJson timings,
    MemoryJson memory,
    CacheJson cache) {

  /// Milliseconds and tokens a second.
  record TimingsJson(
      @JsonProperty("load_ms") double loadMs,
      @JsonProperty("compile_ms") double compileMs,
      @JsonProperty("prefill_ms") double prefillMs,
      @JsonProperty("first_token_ms") double firstTokenMs,
      @JsonProperty("decode_ms") double decodeMs,
      @JsonProperty("prefill_tokens_per_s") double prefillTokensPerSecond,
      @JsonProperty("decode_tokens_per_s") double decodeTokensPerSecond) {}

  /// Bytes.
  record MemoryJson(
      @JsonProperty("argument_bytes") long argumentBytes,
      @JsonProperty("output_bytes") long outputBytes,
      @JsonProperty("alias_bytes") long aliasBytes,
      @JsonProperty("temp_bytes") long tempBytes,
      @JsonProperty("peak_bytes") long peakBytes,
      @JsonProperty("resident_bytes") long residentBytes) {
    static MemoryJson of(MemoryReport report) {
      return new MemoryJson(
          report.argumentBytes(),
          report.outputBytes(),
          report.aliasBytes(),
          report.tempBytes(),
          report.peakBytes(),
          report.residentBytes());
    }
  }

  /// How programs were had.
  record CacheJson(
      @JsonProperty("executables_hit") int executablesHit,
      @JsonProperty("executables_compiled") int executablesCompiled) {}

  static GenerationJson of(String name, Model model, Generation generation) {
    ProgramReport programs = model.programs();
    var timings = generation.timings();
    return new GenerationJson(
        name,
        generation.promptIds().toArray(),
        generation.ids().toArray(),
        generation.text(),
        generation.finish().text(),
        new TimingsJson(
            timings.loadMs(),
            timings.compileMs(),
            timings.prefillMs(),
            timings.firstTokenMs(),
            timings.decodeMs(),
            timings.prefillTokensPerSecond(),
            timings.decodeTokensPerSecond()),
        MemoryJson.of(programs.memory().withResidentBytes(ResidentMemory.bytes())),
        new CacheJson(programs.executablesHit(), programs.executablesCompiled()));
  }
}
