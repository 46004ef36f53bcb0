/// Load a model, generate text.
package dev.strobe.runtime;
