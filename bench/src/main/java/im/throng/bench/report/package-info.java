/// Figures as text, as JSON and as HTML.
///
/// May use: Jackson, HdrHistogram. Must not know: where the figures come from.
@NullMarked
package im.throng.bench.report;

import org.jspecify.annotations.NullMarked;
