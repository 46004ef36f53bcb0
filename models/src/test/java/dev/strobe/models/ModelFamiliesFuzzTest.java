package dev.strobe.models;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged configurations: a model or a sentence, never another exception.
final class ModelFamiliesFuzzTest {
  private static final int ROUNDS = Boolean.getBoolean("strobe.nightly") ? 200_000 : 4_000;
  private static final ImmutableList<Object> ODD_VALUES =
      ImmutableList.of(
          0L,
          -1L,
          1L,
          3L,
          7L,
          1_000_000_007L,
          Long.MIN_VALUE,
          BigInteger.ONE.shiftLeft(80),
          0.0,
          -0.5,
          1e308,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          true,
          false,
          "",
          "x\n\u0000",
          "linear",
          "llama3",
          ImmutableList.of(),
          ImmutableList.of(1L, "a", true),
          ImmutableMap.of(),
          ImmutableMap.of("rope_type", "llama3", "factor", -1L),
          ImmutableMap.of("full_attention", ImmutableMap.of("rope_type", 5L)),
          new long[] {2, 2},
          new int[0],
          new boolean[] {true},
          new float[] {Float.NaN});
  private static final ImmutableList<String> RARE_KEYS =
      ImmutableList.of(
          "rope_scaling",
          "rope_parameters",
          "layer_types",
          "_sliding_window_pattern",
          "final_logit_softcapping",
          "partial_rotary_factor",
          "tie_word_embeddings",
          "llama.rope.scaling.factor",
          "llama.attention.key_length",
          "gemma3.attention.sliding_window_pattern",
          "gemma3.rope.freq_base_swa",
          "gemma3.attention.scale",
          "llama.attention.sliding_window",
          "qwen2.attention.sliding_window_pattern",
          "gemma2.attention.sliding_window_pattern",
          "strobe.null_keys");

  @Test
  void answersEveryDamageWithAModelOrOneSentence() {
    int refused = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      ModelSource damaged = damaged(new Random(seed));
      try {
        ModelFamilies.of(damaged);
      } catch (UnsupportedModelException e) {
        refused++;
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(" requires "), message);
        assertFalse(message.contains("\n"), message);
        assertTrue(message.length() < 400, message);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + damaged.configuration(), e);
      }
    }
    assertTrue(refused > ROUNDS / 4 && refused < ROUNDS, refused + " of " + ROUNDS + " refused");
  }

  private static ModelSource damaged(Random random) {
    ModelSource whole =
        switch (random.nextInt(11)) {
          case 0 -> Sources.smolLm2Gguf();
          case 1 -> Sources.gemma270mGguf();
          case 2 -> Sources.llamaFolder();
          case 3 -> Sources.gemmaFolder();
          case 4 -> Sources.qwen25Gguf();
          case 5 -> Sources.qwen3Gguf();
          case 6 -> Sources.gemma2Gguf();
          case 7 -> Sources.qwen2Folder();
          case 8 -> Sources.qwen3Folder();
          case 9 -> Sources.mistralFolder();
          default -> Sources.gemma2Folder();
        };
    int changes = 1 + random.nextInt(3);
    ModelSource damaged = Sources.withConfiguration(whole, keys -> damage(keys, changes, random));
    return random.nextInt(8) == 0
        ? Sources.withTensors(damaged, tensors -> damageTensors(tensors, random))
        : damaged;
  }

  private static void damage(Map<String, Object> keys, int changes, Random random) {
    for (int i = 0; i < changes; i++) {
      String key =
          random.nextInt(3) == 0
              ? pick(RARE_KEYS, random)
              : pick(new ArrayList<>(keys.keySet()), random);
      if (random.nextInt(4) == 0) {
        keys.remove(key);
      } else {
        keys.put(key, pick(ODD_VALUES, random));
      }
    }
  }

  private static void damageTensors(Map<String, ImmutableLongArray> tensors, Random random) {
    String name = pick(new ArrayList<>(tensors.keySet()), random);
    switch (random.nextInt(3)) {
      case 0 -> tensors.remove(name);
      case 1 -> tensors.put(name, ImmutableLongArray.of(random.nextLong(), -3, 0));
      default -> tensors.put("token_embd.weight", ImmutableLongArray.of(random.nextLong(), 2));
    }
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
