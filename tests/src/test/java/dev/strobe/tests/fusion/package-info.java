/// Fusion on the step graphs of every family and on programs that others exported.
package dev.strobe.tests.fusion;
