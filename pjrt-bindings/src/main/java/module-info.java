/// The PJRT C API as safe, typed, closeable Java; the generated layer stays inside.
module dev.strobe.pjrt {
  requires static org.jspecify;

  exports dev.strobe.pjrt;
}
