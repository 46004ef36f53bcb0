package dev.strobe.models;

/// How far back a layer's attention looks.
public enum LayerKind {
  /// Every earlier position.
  GLOBAL,
  /// The last `window` positions, the present one included.
  LOCAL
}
