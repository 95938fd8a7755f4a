/// The judge of histories, judged.
@NullMarked
package im.throng.bench.check;

import org.jspecify.annotations.NullMarked;
