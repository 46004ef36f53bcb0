/// The Flash transformer and its families as functions that build graphs of primitive ops.
package dev.strobe.models;
