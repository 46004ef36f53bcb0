/// StableHLO as immutable Java records.
package dev.strobe.ir;
