package dev.strobe.artifacts;

/// A file known down to its last byte.
///
/// @param name file name, without a folder
/// @param bytes size
/// @param sha256 hash, lower-case hex
public record PinnedFile(String name, long bytes, String sha256) {}
