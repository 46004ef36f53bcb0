/// The choice of the next token from logits, reproducible by seed, sequence and position.
///
/// Start at [dev.strobe.runtime.sampling.Sampler]. Nothing here knows models, devices or text.
package dev.strobe.runtime.sampling;
