package dev.strobe.runtime.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import com.google.common.primitives.Ints;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// One native Hugging Face tokenizer made from the text of a tokenizer.json.
///
/// Owns the native handle. Encoding may run on several threads at once; closing waits for them. The
/// library's Java front end is left aside: it sends telemetry, asks for CUDA and truncates at 512
/// tokens unless told otherwise, while the native calls below do none of that.
final class NativeEncoder implements AutoCloseable {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private long handle;

  private NativeEncoder(long handle) {
    this.handle = handle;
  }

  /// Parses `json`; `name` is what an error message calls it.
  static NativeEncoder of(String json, String name) {
    NativeLibrary.load();
    try {
      return new NativeEncoder(TokenizersLibrary.LIB.createTokenizerFromString(json));
    } catch (RuntimeException e) {
      throw new TokenizerException(
          name + " requires a tokenizer.json that the library reads, got " + e.getMessage(), e);
    }
  }

  /// Ids of `text`; `specials` asks for what the post-processor adds around it.
  int[] encode(String text, boolean specials) {
    if (text.isEmpty() && !specials) {
      return new int[0];
    }
    lock.readLock().lock();
    try {
      if (handle == 0) {
        throw new IllegalStateException("encode requires an open tokenizer, got a closed one");
      }
      return ids(WellFormedText.of(text), specials);
    } finally {
      lock.readLock().unlock();
    }
  }

  private int[] ids(String text, boolean specials) {
    long encoding = 0;
    try {
      encoding = TokenizersLibrary.LIB.encode(handle, text, specials);
      long[] wide = TokenizersLibrary.LIB.getTokenIds(encoding);
      int[] ids = new int[wide.length];
      for (int i = 0; i < wide.length; i++) {
        ids[i] = Ints.checkedCast(wide[i]);
      }
      return ids;
    } catch (RuntimeException e) {
      throw new TokenizerException("encode failed in the tokenizer library: " + e.getMessage(), e);
    } finally {
      if (encoding != 0) {
        TokenizersLibrary.LIB.deleteEncoding(encoding);
      }
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (handle != 0) {
        TokenizersLibrary.LIB.deleteTokenizer(handle);
        handle = 0;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
