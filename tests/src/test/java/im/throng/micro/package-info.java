/// Tests of the micro-benchmarks.
@NullMarked
package im.throng.micro;

import org.jspecify.annotations.NullMarked;
