/// The PJRT C API as safe, typed, closeable Java.
package dev.strobe.pjrt;
