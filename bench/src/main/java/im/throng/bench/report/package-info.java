/// Figures as text and as JSON lines.
///
/// May use: the JDK. Must not know: where the figures come from.
@NullMarked
package im.throng.bench.report;

import org.jspecify.annotations.NullMarked;
