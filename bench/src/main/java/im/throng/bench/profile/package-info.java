/// Where a server spends its time and its memory: recordings of its JVM, summed up.
///
/// May use: `jdk.jfr.consumer`, `bench.report`. Must not know: what is measured.
@NullMarked
package im.throng.bench.profile;

import org.jspecify.annotations.NullMarked;
