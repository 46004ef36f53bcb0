/// Our own small Jinja: what chat templates use of it, with Python's values and spelling.
///
/// Start at [dev.strobe.runtime.template.Template]. Templates come from strangers: nothing here
/// reflects, opens files or reaches the network, and depth, steps, sizes and time are bounded.
package dev.strobe.runtime.template;
