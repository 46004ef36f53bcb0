/// What became of a program, for people and for other programs: nodes and what each pass did to
/// them, buffers and their offsets, memory as forecast and as measured, and the backend's kernels
/// with the lines of the model that ended in each.
///
/// Entry: [CompileReport], which [TextReport], [JsonReport] and [HtmlReport] write. This package
/// reads programs and texts; it compiles nothing and knows neither models nor devices' handles.
@NullMarked
package dev.strobe.runtime.report;

import org.jspecify.annotations.NullMarked;
