/// The strobe command; no logic of its own.
package dev.strobe.cli;
