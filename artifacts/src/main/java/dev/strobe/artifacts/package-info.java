/// The plugins and models that Strobe knows by name: where they come from, where they lie, how they
/// are fetched.
package dev.strobe.artifacts;
