/// Graph and Target to the bytes that a PJRT plugin accepts.
package dev.strobe.lowering;
