package dev.strobe.ir.op;

import dev.strobe.ir.Checks;

/// How near to the true result an elementwise function has to be.
///
/// @param atol the largest absolute error; zero but for tolerances, as the others are
/// @param rtol the largest relative error
/// @param ulps the largest error in units of the last place
public record ResultAccuracy(Mode mode, double atol, double rtol, long ulps) {
  /// What the machine does anyway.
  public static final ResultAccuracy DEFAULT = new ResultAccuracy(Mode.DEFAULT, 0, 0, 0);

  /// As near as the machine can be.
  public static final ResultAccuracy HIGHEST = new ResultAccuracy(Mode.HIGHEST, 0, 0, 0);

  /// Which of the possible implementations is asked for.
  public enum Mode {
    DEFAULT,
    HIGHEST,
    TOLERANCE
  }

  public ResultAccuracy {
    Checks.require(
        atol >= 0 && rtol >= 0 && ulps >= 0,
        "result_accuracy",
        "tolerances that are not negative",
        atol,
        rtol,
        ulps);
    Checks.require(
        mode == Mode.TOLERANCE || (atol == 0 && rtol == 0 && ulps == 0),
        "result_accuracy",
        "tolerances of zero for " + mode,
        atol,
        rtol,
        ulps);
  }

  /// At most these errors.
  public static ResultAccuracy within(double atol, double rtol, long ulps) {
    return new ResultAccuracy(Mode.TOLERANCE, atol, rtol, ulps);
  }
}
