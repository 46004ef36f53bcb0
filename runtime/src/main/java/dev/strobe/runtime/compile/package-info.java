/// Takes a program to an executable: fuse, legalise, write, then compile or find it in the disk
/// cache. Entry: [Compiler].
@NullMarked
package dev.strobe.runtime.compile;

import org.jspecify.annotations.NullMarked;
