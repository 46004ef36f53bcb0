package dev.strobe.runtime.compile;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.strobe.fusion.PassPipeline;
import dev.strobe.ir.Program;
import dev.strobe.ir.text.StableHloWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Under which key of the cache a program's executable is, by what the program was before any pass:
/// what was compiled once need not go through passes and lowering again.
///
/// @param keys of executables
/// @param code that turns programs into what the backend gets
/// @param machine all else that an executable depends on beside its program
record KnownPrograms(ExecutableCache keys, String code, String machine) {
  /// Where a program's key is, or would be.
  record Place(ExecutableCache keys, HashCode at) {
    Optional<HashCode> find() {
      return keys.find(at).map(HashCode::fromBytes);
    }

    void store(HashCode key) {
      keys.store(at, key.asBytes());
    }
  }

  /// The place of a program.
  ///
  /// @param replicas that it is compiled for
  Place of(Program program, PassPipeline passes, int replicas) {
    HashCode at =
        Hashing.sha256()
            .newHasher()
            .putString(code, StandardCharsets.UTF_8)
            .putString(machine, StandardCharsets.UTF_8)
            .putString(passes.toString(), StandardCharsets.UTF_8)
            .putInt(replicas)
            .putString(StableHloWriter.write(program), StandardCharsets.UTF_8)
            .hash();
    return new Place(keys, at);
  }
}
